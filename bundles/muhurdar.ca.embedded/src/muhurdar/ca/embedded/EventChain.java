package muhurdar.ca.embedded;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.IssuingLog;
import muhurdar.pki.IssuingLog.Event;
import muhurdar.pki.PkiFault;

/**
 * The end of the issuing log. Each event bears the SHA-256 over its content and the hash of the event before.
 *
 * @param last number of the last event, 0 if there is none
 */
record EventChain(long last, Bytes hash) {

	/** So many are looked at when the register is opened. */
	private static final long LOOKED_AT = 100_000;
	private static final String NO_SERIAL = "-";
	private static final EventChain NOTHING = new EventChain(0,
			Bytes.of(sha256("muhurdar issuing log 2".getBytes(StandardCharsets.US_ASCII))));

	/**
	 * Looks at the last 100,000 events.
	 *
	 * @throws PkiFault if one was changed, lost or put in later
	 */
	static EventChain of(Connection db) throws SQLException {
		long last;
		try (Statement statement = db.createStatement();
				ResultSet rows = statement.executeQuery("select max(number) from event")) {
			last = rows.next() ? rows.getLong(1) : 0;
		}
		return walk(db, Math.max(0, last - LOOKED_AT), entry -> {
			// only looked at
		});
	}

	/**
	 * All events.
	 *
	 * @throws PkiFault if one was changed, lost or put in later
	 */
	static List<IssuingLog.Entry> read(Connection db) throws SQLException {
		List<IssuingLog.Entry> entries = new ArrayList<>();
		walk(db, 0, entries::add);
		return entries;
	}

	/** Adds an event and returns the new end. */
	EventChain append(Connection db, Instant at, Event event, UUID requestId, byte @Nullable [] serial,
			@Nullable RevocationReason reason, @Nullable Bytes certificate) throws SQLException {
		byte[] der = certificate == null ? null : certificate.toArray();
		EventChain next = next(at.toEpochMilli(), event.name(), requestId, serial, reason == null ? null : reason.name(), der);
		try (PreparedStatement insert = db.prepareStatement(
				"insert into event (number, at, what, request_id, serial, reason, certificate, hash) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
			insert.setLong(1, next.last);
			insert.setLong(2, at.toEpochMilli());
			insert.setString(3, event.name());
			insert.setObject(4, requestId);
			insert.setBytes(5, serial);
			insert.setString(6, reason == null ? null : reason.name());
			insert.setBytes(7, der);
			insert.setBytes(8, next.hash.toArray());
			insert.executeUpdate();
		}
		return next;
	}

	private static EventChain walk(Connection db, long after, Consumer<IssuingLog.Entry> visitor) throws SQLException {
		EventChain chain = NOTHING;
		try (PreparedStatement select = db.prepareStatement("select number, at, what, request_id, serial, reason, certificate,"
				+ " hash from event where number >= ? order by number")) {
			select.setLong(1, after);
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					Bytes hash = Bytes.of(rows.getBytes(8));
					if (rows.getLong(1) == after) { // where the look begins
						chain = new EventChain(after, hash);
						continue;
					}
					UUID requestId = rows.getObject(4, UUID.class);
					chain = chain.next(rows.getLong(2), rows.getString(3), requestId, rows.getBytes(5), rows.getString(6),
							rows.getBytes(7));
					if (rows.getLong(1) != chain.last || !chain.hash.equals(hash)) {
						throw new PkiFault("the issuing log is damaged at event " + chain.last);
					}
					visitor.accept(entry(rows, requestId));
				}
			}
		}
		return chain;
	}

	private static IssuingLog.Entry entry(ResultSet rows, UUID requestId) throws SQLException {
		byte[] serial = rows.getBytes(5);
		String reason = rows.getString(6);
		byte[] certificate = rows.getBytes(7);
		return new IssuingLog.Entry(rows.getLong(1), Instant.ofEpochMilli(rows.getLong(2)), Event.valueOf(rows.getString(3)),
				requestId, serial == null ? NO_SERIAL : CertificateInfo.serialText(new BigInteger(serial)),
				reason == null ? null : RevocationReason.valueOf(reason), certificate == null ? null : Bytes.of(certificate));
	}

	private EventChain next(long at, String event, UUID requestId, byte @Nullable [] serial, @Nullable String reason,
			byte @Nullable [] certificate) {
		byte[] what = event.getBytes(StandardCharsets.US_ASCII);
		byte[] why = reason == null ? new byte[0] : reason.getBytes(StandardCharsets.US_ASCII);
		byte[] whose = serial == null ? new byte[0] : serial;
		byte[] der = certificate == null ? new byte[0] : certificate;
		byte[] before = hash.toArray();
		ByteBuffer content = ByteBuffer.allocate(before.length + 8 + 8 + 16 + 4 * 4 + what.length + why.length + whose.length
				+ der.length);
		content.put(before).putLong(last + 1).putLong(at).putLong(requestId.getMostSignificantBits())
				.putLong(requestId.getLeastSignificantBits());
		for (byte[] part : new byte[][] { what, why, whose, der }) {
			content.putInt(part.length).put(part);
		}
		return new EventChain(last + 1, Bytes.of(sha256(content.array())));
	}

	private static byte[] sha256(byte[] content) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(content);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("no SHA-256 in this Java", e);
		}
	}
}
