package muhurdar.ca.embedded;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import muhurdar.domain.Bytes;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.CrlWriter;

/**
 * Seconds per full CRL: a process {@code openssl ca -gencrl} with its index file beside our writer in a warm process with its
 * H2 database; the same entries, the same RSA-2048 key, in turn. Both write to the same disk; ours syncs it, too. Run by
 * releng/bench status.
 */
final class CrlBench {

	private static final int WARM_UP = 3;
	private static final int ROUNDS = 5;
	private static final long SINCE = 1_790_000_000L;

	private final Path work;
	private final int entries;

	private CrlBench(Path work, int entries) {
		this.work = work;
		this.entries = entries;
	}

	/** Arguments: an empty folder, how many entries. */
	public static void main(String[] arguments) throws Exception {
		new CrlBench(Path.of(arguments[0]), Integer.parseInt(arguments[1])).run();
	}

	private void run() throws Exception {
		openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/C=TR/CN=Bench",
				"-days", "3650", "-sha256");
		Files.writeString(work.resolve("ca.cnf"), """
				[ca]
				default_ca = bench
				[bench]
				database = index.txt
				crlnumber = crlnumber
				certificate = ca.pem
				private_key = ca.key
				default_md = sha256
				default_crl_days = 1
				crl_extensions = extensions
				[extensions]
				authorityKeyIdentifier = keyid
				""");
		Files.writeString(work.resolve("crlnumber"), "01\n");
		var issuer = CertificateInfo.read(Bytes.of(pem("ca.pem")));
		PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pem("ca.key")));
		var writer = new CrlWriter(issuer, key);
		try (Register register = Register.open(work.resolve("register"), work.resolve("none"))) {
			fill();
			for (int i = 0; i < WARM_UP; i++) {
				ours(writer, register);
			}
			List<Double> ours = new ArrayList<>();
			List<Double> theirs = new ArrayList<>();
			for (int i = 0; i < ROUNDS; i++) {
				theirs.add(timed(() -> openssl("ca", "-config", "ca.cnf", "-gencrl", "-out", "theirs.pem")));
				ours.add(timed(() -> ours(writer, register)));
			}
			String said = openssl("crl", "-inform", "DER", "-in", "ours.crl", "-noout", "-CAfile", "ca.pem");
			if (!said.contains("verify OK")) {
				throw new IllegalStateException(said);
			}
			print("crl.entries", "%d", entries);
			print("crl.seconds", "%.2f", median(ours));
			print("crl.openssl_seconds", "%.2f", median(theirs));
			print("crl.ratio", "%.2f", median(theirs) / median(ours));
			print("crl.heap_mb", "%d", inUse(writer, register) >> 20);
			print("crl.heap_allowed_mb", "%d", Runtime.getRuntime().maxMemory() >> 20);
		}
	}

	/** The same entries for both. */
	private void fill() throws Exception {
		var random = new Random(5);
		try (Connection db = DriverManager.getConnection("jdbc:h2:async:" + work.resolve("register").toAbsolutePath()
				+ ";MODE=PostgreSQL;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE=64");
				PreparedStatement insert = db
						.prepareStatement("insert into listed (number, serial, since, reason) values (?, ?, ?, 1)");
				BufferedWriter index = Files.newBufferedWriter(work.resolve("index.txt"), StandardCharsets.US_ASCII)) {
			db.setAutoCommit(false);
			for (int i = 1; i <= entries; i++) {
				var serial = new BigInteger(126, random).setBit(126);
				insert.setLong(1, i);
				insert.setBytes(2, serial.toByteArray());
				insert.setLong(3, SINCE * 1000);
				insert.addBatch();
				if (i % 10_000 == 0 || i == entries) {
					insert.executeBatch();
					db.commit();
				}
				index.write("R\t391122000000Z\t260921141320Z,keyCompromise\t" + serial.toString(16).toUpperCase(Locale.ROOT)
						+ "\tunknown\t/CN=x\n");
			}
		}
	}

	private String ours(CrlWriter writer, Register register) throws IOException {
		try (Snapshot snapshot = register.snapshot()) {
			Instant now = Instant.now();
			long written = writer.write(work.resolve("ours.crl"),
					new CrlWriter.Head(BigInteger.valueOf(now.getEpochSecond()), now, now.plus(Duration.ofDays(1))),
					snapshot::listed);
			if (written != entries) {
				throw new IllegalStateException(written + " entries");
			}
			return "";
		}
	}

	/** Bytes that are needed in the middle of a list. */
	private long inUse(CrlWriter writer, Register register) throws IOException {
		long[] passed = new long[2];
		try (Snapshot snapshot = register.snapshot()) {
			Instant now = Instant.now();
			writer.write(work.resolve("ours.crl"), new CrlWriter.Head(BigInteger.ONE, now, now.plus(Duration.ofDays(1))),
					sink -> snapshot.listed((serial, since, reason) -> {
						sink.add(serial, since, reason);
						if (++passed[0] == entries / 2) {
							System.gc();
							passed[1] = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
						}
					}));
		}
		return passed[1];
	}

	private interface Work {
		String done() throws Exception;
	}

	private static double timed(Work work) throws Exception {
		long begun = System.nanoTime();
		work.done();
		return (System.nanoTime() - begun) / 1e9;
	}

	private String openssl(String... arguments) throws Exception {
		List<String> line = new ArrayList<>(List.of("openssl"));
		line.addAll(List.of(arguments));
		Process process = new ProcessBuilder(line).directory(work.toFile()).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException(line + ": " + said);
		}
		return said;
	}

	private byte[] pem(String file) throws IOException {
		return Base64.getMimeDecoder().decode(Files.readString(work.resolve(file)).replaceAll("-----[^-]+-----", ""));
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

	private static void print(String name, String format, Object value) {
		System.out.println(name + ": " + String.format(Locale.ROOT, format, value));
	}
}
