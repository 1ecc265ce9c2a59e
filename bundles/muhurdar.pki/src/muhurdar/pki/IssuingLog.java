package muhurdar.pki;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;

/**
 * The book of a small CA: what it did, one line for each event, only ever appended to and synced before
 * {@link #append} returns. Lines are chained by SHA-256, so that a line changed, lost or put in later is noticed; one
 * that a killed process left unfinished (no line end) never counted and is dropped. Not thread-safe.
 */
public final class IssuingLog implements Closeable {

	private static final String NONE = "-";
	private static final String SEED = sha256("muhurdar issuing log 1");

	private final FileOutputStream out;
	private final List<Entry> found;
	private final long dropped;
	private String lastHash;
	private long lastNumber;
	private boolean broken;

	public enum Event {
		ISSUED, ISSUED_ON_HOLD, HELD, RELEASED, REVOKED,
		/** Asked for and refused, or given up before it came: it changed nothing, and asked again it stays refused. */
		REFUSED
	}

	/**
	 * One event.
	 *
	 * @param number 1, 2, 3 …
	 * @param at to the millisecond
	 * @param requestId of the request that asked for it
	 * @param serialNumber as {@link CertificateInfo#serialText} writes it
	 * @param reason only for REVOKED
	 * @param certificate DER, only for the ISSUED ones
	 */
	public record Entry(long number, Instant at, Event event, UUID requestId, String serialNumber,
			@Nullable RevocationReason reason, @Nullable Bytes certificate) {
	}

	private record Reading(List<Entry> entries, String lastHash, long goodBytes, long tornBytes) {
	}

	private IssuingLog(FileOutputStream out, Reading reading) {
		this.out = out;
		found = reading.entries();
		dropped = reading.tornBytes();
		lastHash = reading.lastHash();
		lastNumber = found.size();
	}

	/**
	 * All events of a log, also while somebody is writing it; none if there is no such file. For tools and tests too: it
	 * needs nothing but the JDK and the domain.
	 *
	 * @throws PkiFault if the chain is broken
	 */
	public static List<Entry> read(Path file) throws IOException {
		return Files.exists(file) ? scan(file).entries() : List.of();
	}

	/**
	 * Opens a log for writing, made if absent; an unfinished last line is cut off.
	 *
	 * @throws PkiFault if the chain is broken
	 */
	public static IssuingLog open(Path file) throws IOException {
		if (!Files.exists(file)) {
			SafeFile.write(file, new byte[0]);
		}
		Reading reading = scan(file);
		if (reading.tornBytes() > 0) {
			try (var cut = new RandomAccessFile(file.toFile(), "rw")) {
				cut.setLength(reading.goodBytes());
				cut.getFD().sync();
			}
		}
		// not a FileChannel: the interrupt of a calling thread would close it under everybody
		return new IssuingLog(new FileOutputStream(file.toFile(), true), reading);
	}

	/** What was in it when it was opened. */
	public List<Entry> found() {
		return found;
	}

	/** Bytes of the unfinished line that was cut off at opening, 0 if none. */
	public long dropped() {
		return dropped;
	}

	/**
	 * Writes an event down for good. After an exception nobody knows whether it is written: every later call fails too,
	 * until the log is opened anew.
	 */
	public Entry append(Instant at, Event event, UUID requestId, String serialNumber, @Nullable RevocationReason reason,
			@Nullable Bytes certificate) throws IOException {
		if (broken) {
			throw new IOException("issuing log failed before and must be opened anew");
		}
		var entry = new Entry(lastNumber + 1, at, event, requestId, serialNumber, reason, certificate);
		String body = body(entry);
		String hash = sha256(lastHash + body);
		broken = true;
		out.write((body + '\t' + hash + '\n').getBytes(StandardCharsets.US_ASCII));
		out.getFD().sync();
		broken = false;
		lastHash = hash;
		lastNumber = entry.number();
		return entry;
	}

	/** True after a failed {@link #append} or {@link #close}. */
	public boolean broken() {
		return broken;
	}

	@Override
	public void close() throws IOException {
		broken = true;
		out.close();
	}

	private static Reading scan(Path file) throws IOException {
		var entries = new ArrayList<Entry>();
		String hash = SEED;
		long good = 0;
		var line = new ByteArrayOutputStream();
		try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
			for (int next = in.read(); next >= 0; next = in.read()) {
				if (next != '\n') {
					line.write(next);
					continue;
				}
				String text = line.toString(StandardCharsets.US_ASCII);
				Entry entry = parse(text, hash, entries.size() + 1);
				entries.add(entry);
				hash = text.substring(text.lastIndexOf('\t') + 1);
				good += line.size() + 1;
				line.reset();
			}
		}
		return new Reading(List.copyOf(entries), hash, good, line.size());
	}

	private static Entry parse(String line, String previousHash, long number) {
		int end = line.lastIndexOf('\t');
		if (end < 0 || !line.substring(end + 1).equals(sha256(previousHash + line.substring(0, end)))) {
			throw new PkiFault("issuing log is damaged at line " + number);
		}
		String[] part = line.substring(0, end).split("\t", -1);
		try {
			if (part.length != 7 || Long.parseLong(part[0]) != number) {
				throw new PkiFault("issuing log is damaged at line " + number);
			}
			return new Entry(number, Instant.parse(part[1]), Event.valueOf(part[2]), UUID.fromString(part[3]), part[4],
					NONE.equals(part[5]) ? null : RevocationReason.valueOf(part[5]),
					NONE.equals(part[6]) ? null : Bytes.of(Base64.getDecoder().decode(part[6])));
		} catch (IllegalArgumentException | DateTimeException e) {
			throw new PkiFault("issuing log is damaged at line " + number, e);
		}
	}

	private static String body(Entry entry) {
		RevocationReason reason = entry.reason();
		Bytes certificate = entry.certificate();
		return String.join("\t", Long.toString(entry.number()), entry.at().toString(), entry.event().name(),
				entry.requestId().toString(), entry.serialNumber(), reason == null ? NONE : reason.name(),
				certificate == null ? NONE : Base64.getEncoder().encodeToString(certificate.toArray()));
	}

	private static String sha256(String text) {
		try {
			return HexFormat.of().formatHex(
					MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("no SHA-256 in this Java", e);
		}
	}
}
