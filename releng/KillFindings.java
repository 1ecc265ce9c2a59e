import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import muhurdar.api.spi.SimulatedCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.CardId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;
import muhurdar.holders.Vault;
import muhurdar.pki.CertificateInfo;
import muhurdar.simulators.LocalDesk;

/** What is on the cards, in the CA's book and in the database, and where they differ. For releng/bench kill. */
final class KillFindings {

	private final String prefix;
	private final Path work;
	private final Path data;
	private final String database;
	private final int cards;
	private final int readers;
	private final List<String> findings = new ArrayList<>();

	/** @param database JDBC URL @param cards so many good ones there must be */
	KillFindings(String prefix, Path work, String database, int cards, int readers) {
		this.prefix = prefix;
		this.work = work;
		this.data = work.resolve("data");
		this.database = database;
		this.cards = cards;
		this.readers = readers;
	}

	private record CardRow(UUID id, String state, ChipSerial serial, UUID order, Integer pinSlot, Bytes sealedPin) {
	}

	private record CertificateRow(String state, String serial, UUID requestId, UUID card, UUID holder) {
	}

	/** @return whether nothing was found, here or on the way */
	boolean compare() throws Exception {
		int lost = 0;
		int dual = 0;
		int stray = 0;
		Map<UUID, CardRow> byId = new HashMap<>();
		Map<String, CertificateRow> certificates = new TreeMap<>();
		try (Connection db = DriverManager.getConnection(database)) {
			read(db, byId, certificates);
		}
		Map<String, String> atCa = new TreeMap<>();
		Set<UUID> answered = new HashSet<>();
		try (Connection ca = DriverManager.getConnection("jdbc:h2:" + work.resolve("ca/ca/register") + ";IFEXISTS=TRUE");
				Statement statement = ca.createStatement();
				ResultSet log = statement.executeQuery(
						"select what, request_id, serial, certificate is not null from event order by number")) {
			while (log.next()) {
				if (!log.getString(1).equals("REFUSED")) {
					atCa.put(CertificateInfo.serialText(new BigInteger(log.getBytes(3))), log.getString(1));
				}
				if (log.getBoolean(4) && !answered.add(log.getObject(2, UUID.class))) {
					dual++;
					findings.add("two certificates for request " + log.getObject(2));
				}
			}
		}

		// the CA's book against the database: nothing issued that the RA does not know, nothing alive that should not be
		for (Map.Entry<String, String> issued : atCa.entrySet()) {
			CertificateRow row = certificates.get(issued.getKey());
			if (row == null) {
				stray++;
				findings.add("certificate " + issued.getKey() + " is not in the database");
				continue;
			}
			boolean revokedThere = issued.getValue().equals("REVOKED");
			if (revokedThere != row.state().equals("REVOKED")) {
				stray++;
				findings.add(
						"certificate " + issued.getKey() + " is " + issued.getValue() + " at the CA, " + row.state() + " here");
			}
			if (row.card() != null && !revokedThere && !byId.get(row.card()).state().equals("CHECKED")) {
				stray++;
				findings.add("certificate " + issued.getKey() + " lives, its card is " + byId.get(row.card()).state());
			}
		}
		for (Map.Entry<String, CertificateRow> row : certificates.entrySet()) {
			if (!atCa.containsKey(row.getKey())) {
				lost++;
				findings.add("certificate " + row.getKey() + " is not in the CA's book");
			}
		}

		// one card, one certificate; one order, one good card
		Map<UUID, Integer> perCard = new HashMap<>();
		Map<UUID, Integer> alivePerHolder = new HashMap<>();
		for (CertificateRow row : certificates.values()) {
			if (row.card() != null) {
				perCard.merge(row.card(), 1, Integer::sum);
				if (!row.state().equals("REVOKED")) {
					alivePerHolder.merge(row.holder(), 1, Integer::sum);
				}
			}
		}
		for (Map<UUID, Integer> counts : List.of(perCard, alivePerHolder)) {
			for (Map.Entry<UUID, Integer> count : counts.entrySet()) {
				if (count.getValue() > 1) {
					dual++;
					findings.add(count.getValue() + " certificates for " + count.getKey());
				}
			}
		}
		Set<UUID> orders = new HashSet<>();
		int good = 0;
		for (CardRow card : byId.values()) {
			if (card.state().equals("CHECKED")) {
				good++;
				if (!orders.add(card.order())) {
					dual++;
					findings.add("two good cards for order " + card.order());
				}
			}
		}
		if (good != cards) {
			lost += Math.abs(cards - good);
			findings.add(good + " good cards instead of " + cards);
		}

		// the chips themselves
		Map<String, CardRow> bySerial = new HashMap<>();
		byId.values().forEach(row -> bySerial.put(row.serial().hex(), row));
		int chips = 0;
		try (LocalDesk desk = new LocalDesk(work.resolve("cards"), new LocalDesk.Options(readers, 0, 1, 0, false, Duration.ZERO));
				Secret password = vaultPassword(); Vault vault = new Vault(data, password)) {
			for (CardRow row : byId.values()) {
				SimulatedCard chip = desk.lookInto(row.serial());
				chips++;
				if (row.state().equals("IN_STOCK") && (chip.publicKey().isPresent() || chip.certificate().isPresent())) {
					stray++;
					findings.add("chip " + row.serial() + " counts as blank and is not");
				}
				if (row.state().equals("RESERVED") || row.state().equals("KEYED") || row.state().equals("CERTIFIED")
						|| row.state().equals("SEALED")) {
					lost++;
					findings.add("chip " + row.serial() + " was left " + row.state());
				}
				Optional<Bytes> certificate = chip.certificate();
				if (certificate.isPresent()) {
					String serial = CertificateInfo.read(certificate.get()).serialNumber();
					CertificateRow known = certificates.get(serial);
					if (known == null || !row.id().equals(known.card())) {
						stray++;
						findings.add("chip " + row.serial() + " holds certificate " + serial + " of another card");
					}
				}
				if (row.state().equals("CHECKED")) {
					lost += finished(row, chip, vault);
				}
			}
		}

		print("cards", cards);
		print("readers", readers);
		print("chips", chips);
		print("spoiled", byId.values().stream().filter(card -> card.state().equals("SPOILED")).count());
		print("issued", answered.size());
		print("lost", lost);
		print("double", dual);
		print("stray", stray);
		findings.forEach(finding -> print("finding", finding));
		return findings.isEmpty();
	}

	void print(String what, Object value) {
		System.out.println(prefix + "." + what + ": " + value);
	}

	void add(String finding) {
		findings.add(finding);
	}

	/** A good card is complete, and its PIN is the one that the vault would tell its holder. */
	private int finished(CardRow row, SimulatedCard chip, Vault vault) {
		String wrong = null;
		if (!chip.finished() || chip.publicKey().isEmpty() || chip.certificate().isEmpty() || chip.pin().isEmpty()) {
			wrong = "is not complete";
		} else if (chip.pinTriesLeft() != 3) {
			wrong = "has " + chip.pinTriesLeft() + " PIN tries left";
		} else if (row.pinSlot() == null || row.sealedPin() == null) {
			wrong = "has no sealed PIN";
		} else {
			Optional<Secret> told = vault.open(new CardId(row.id()), row.serial(), row.pinSlot(), row.sealedPin());
			if (told.isEmpty() || !told.get().bytes().equals(chip.pin().get().bytes())) {
				wrong = "has a PIN that nobody can learn";
			}
		}
		if (wrong == null) {
			return 0;
		}
		findings.add("chip " + row.serial() + " " + wrong);
		return 1;
	}

	private void read(Connection db, Map<UUID, CardRow> cardRows, Map<String, CertificateRow> certificates) throws SQLException {
		try (Statement statement = db.createStatement()) {
			ResultSet rows = statement.executeQuery("select id, state, serial, order_id, pin_slot, sealed_pin from card");
			while (rows.next()) {
				UUID id = rows.getObject(1, UUID.class);
				byte[] sealed = rows.getBytes(6);
				cardRows.put(id, new CardRow(id, rows.getString(2), new ChipSerial(rows.getString(3)),
						rows.getObject(4, UUID.class), (Integer) rows.getObject(5), sealed == null ? null : Bytes.of(sealed)));
			}
			rows = statement.executeQuery("select state, serial_number, request_id, card_id, holder_id from certificate");
			while (rows.next()) {
				if (rows.getString(2) != null) {
					certificates.put(rows.getString(2), new CertificateRow(rows.getString(1), rows.getString(2),
							rows.getObject(3, UUID.class), rows.getObject(4, UUID.class), rows.getObject(5, UUID.class)));
				} else if (!rows.getString(1).equals("CA_REFUSED")) {
					findings.add("request " + rows.getObject(3, UUID.class) + " was left " + rows.getString(1));
				}
			}
		}
	}

	private Secret vaultPassword() throws IOException {
		for (String line : Files.readAllLines(data.resolve("keys/passwords"))) {
			if (line.startsWith("vault=")) {
				return Secret.typed(line.substring("vault=".length()).toCharArray());
			}
		}
		throw new IOException("no vault password");
	}
}
