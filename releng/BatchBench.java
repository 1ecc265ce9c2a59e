package muhurdar.bench;

import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

import muhurdar.bench.BatchLine.Spent;
import muhurdar.domain.KeyType;
import muhurdar.store.jdbc.BareCards;

/**
 * What the workstation itself costs, by releng/bench batch. Arguments: {@code software} or {@code heap}, a folder, how
 * many cards.
 */
final class BatchBench {

	private static final int ROUNDS = 5;
	private static final int BATCH = 50;
	private static final int WARM = 500;
	private static final double HEAP_GOAL_MB = 16;

	private BatchBench() {
	}

	public static void main(String[] arguments) throws Exception {
		Path folder = Path.of(arguments[1]);
		int cards = Integer.parseInt(arguments[2]);
		switch (arguments[0]) {
		case "software" -> software(folder, cards);
		case "heap" -> heap(folder, cards);
		default -> throw new IllegalArgumentException(arguments[0]);
		}
		System.exit(0);
	}

	/**
	 * Our own time per card: everything from its insertion to its end but the card's answers and the CA's. Against it the
	 * same statements by bare JDBC on a copy of the database, and what the steps want of cryptography and of the vault's
	 * file, once each, by the JDK's own calls. Card by card in turn, so that what else the machine does meets both.
	 */
	private static void software(Path folder, int cards) throws Exception {
		try (BatchLine line = new BatchLine(folder)) {
			warm(line);
			BareCards bare = recorded(line, folder, 2 * cards);
			try (bare; Crypto crypto = new Crypto(folder)) {
				for (int i = 0; i < cards; i++) { // and the other side as well
					bare.again(i);
				}
				for (int i = 0; i < WARM; i++) {
					crypto.card();
				}
				Spent[][] spent = new Spent[4][cards];
				for (int i = 0, batch = 0; i < cards; i += batch) {
					batch = Math.min(BATCH, cards - i);
					BatchLine.Run run = line.new Run(line.plan(KeyType.RSA_2048, batch), batch);
					for (int card = i; card < i + batch; card++) {
						int recorded = cards + card;
						spent[0][card] = run.card();
						spent[1][card] = spent(() -> bare.again(recorded));
						spent[2][card] = spent(crypto::card);
						spent[3][card] = spent(crypto::slot);
					}
				}
				report("", spent, Spent::wall);
				report(".busy", spent, Spent::busy);
			}
		}
	}

	/** Something of a card. */
	private interface Part {
		void run() throws Exception;
	}

	private static Spent spent(Part part) throws Exception {
		Spent begun = Spent.now();
		part.run();
		return begun.till(Spent.now());
	}

	private static void report(String kind, Spent[][] spent, ToLongFunction<Spent> what) {
		int cards = spent[0].length;
		long[][] nanos = Stream.of(spent).map(part -> Stream.of(part).mapToLong(what).toArray()).toArray(long[][]::new);
		long[] own = nanos[0];
		long[] bare = IntStream.range(0, cards).mapToLong(i -> nanos[1][i] + nanos[2][i] + nanos[3][i]).toArray();
		double[] ratios = IntStream.range(0, ROUNDS).mapToDouble(i -> median(part(own, i)) / median(part(bare, i))).sorted()
				.toArray();
		say("batch.software_ms" + kind, "%.2f", median(own));
		say("batch.bare_ms" + kind, "%.2f (JDBC %.2f, cryptography %.2f, slot file %.2f)", median(bare), median(nanos[1]),
				median(nanos[2]), median(nanos[3]));
		say("batch.software_ratio" + kind, "%.2f (%.2f to %.2f in %d parts)", median(own) / median(bare), ratios[0],
				ratios[ROUNDS - 1], ROUNDS);
	}

	private static long[] part(long[] nanos, int round) {
		return Arrays.copyOfRange(nanos, nanos.length * round / ROUNDS, nanos.length * (round + 1) / ROUNDS);
	}

	/** The first cards warm the process up; P-256, since their keys are made at once. */
	private static void warm(BatchLine line) throws Exception {
		for (int done = 0; done < WARM; done += BATCH) {
			made(line, KeyType.EC_P256);
		}
	}

	private static void made(BatchLine line, KeyType type) throws Exception {
		BatchLine.Run run = line.new Run(line.plan(type, BATCH), BATCH);
		for (int i = 0; i < BATCH; i++) {
			run.card();
		}
	}

	private static BareCards recorded(BatchLine line, Path folder, int cards) throws Exception {
		List<BatchLine.Run> runs = new ArrayList<>();
		for (int done = 0; done < cards; done += BATCH) {
			int size = Math.min(BATCH, cards - done);
			runs.add(line.new Run(line.plan(KeyType.RSA_2048, size), size));
		}
		BareCards bare = new BareCards(line.database(), folder);
		for (int i = 0; i < cards; i++) {
			bare.mark();
			runs.get(i / BATCH).card();
		}
		say("batch.statements", "%.1f", bare.ended());
		if (bare.cards() != cards) {
			throw new IllegalStateException(bare.cards() + " cards recorded");
		}
		return bare;
	}

	/** One card's cryptography by the JDK's calls, the certificate chain's two ECDSA P-384 signatures among it, and the slot of the vault's file, written and synced. */
	private static final class Crypto implements AutoCloseable {

		private static final byte[] TEXT = new byte[400];
		private static final SecureRandom RANDOM = new SecureRandom();
		private final byte[] spki;
		private final PublicKey issuer;
		private final byte[] issued;
		private final byte[] signature;
		private final byte[] vault;
		private final RandomAccessFile slots;

		Crypto(Path folder) throws Exception {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			KeyPair card = generator.generateKeyPair();
			spki = card.getPublic().getEncoded();
			Signature signer = Signature.getInstance("SHA256withRSA");
			signer.initSign(card.getPrivate());
			signer.update(TEXT);
			signature = signer.sign();
			KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
			curve.initialize(new ECGenParameterSpec("secp384r1"));
			KeyPair ca = curve.generateKeyPair();
			issuer = ca.getPublic();
			Signature issuing = Signature.getInstance("SHA384withECDSA");
			issuing.initSign(ca.getPrivate());
			issuing.update(TEXT);
			issued = issuing.sign();
			generator.initialize(3072);
			vault = generator.generateKeyPair().getPublic().getEncoded();
			slots = new RandomAccessFile(folder.resolve("bare.slots").toFile(), "rw");
		}

		/** Two signatures verified (request, quality), the chain validated, the PIN sealed, the key check value and the PUK derived. */
		void card() throws Exception {
			verify();
			seal();
			byte[] master = random(32);
			for (int block = 0; block < 5; block++) { // one of the check value, four of the PUK
				Mac mac = Mac.getInstance("HmacSHA256");
				mac.init(new SecretKeySpec(master, "HmacSHA256"));
				mac.doFinal(new byte[40]);
			}
			random(16);
			verify();
			for (int above = 0; above < 2; above++) { // the issuing CA's and the root's
				verify("SHA384withECDSA", issuer, issued);
			}
		}

		private void verify() throws Exception {
			verify("SHA256withRSA", key(spki), signature);
		}

		private static void verify(String algorithm, PublicKey key, byte[] signature) throws Exception {
			Signature verifier = Signature.getInstance(algorithm);
			verifier.initVerify(key);
			verifier.update(TEXT);
			if (!verifier.verify(signature)) {
				throw new IllegalStateException("signature");
			}
		}

		private void seal() throws Exception {
			byte[] key = random(32);
			byte[] binding = new byte[80];
			Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
			aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, random(12)));
			aes.updateAAD(binding);
			aes.doFinal(random(16));
			Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
			rsa.init(Cipher.ENCRYPT_MODE, key(vault),
					new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, new PSource.PSpecified(binding)));
			rsa.doFinal(key);
		}

		private static PublicKey key(byte[] encoded) throws Exception {
			return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
		}

		private static byte[] random(int length) {
			byte[] bytes = new byte[length];
			RANDOM.nextBytes(bytes);
			return bytes;
		}

		void slot() throws Exception {
			slots.seek(slots.length());
			slots.write(new byte[512]);
			slots.getFD().sync();
		}

		@Override
		public void close() throws Exception {
			slots.close();
		}
	}

	/** Live heap at a tenth of the cards and at the end. The TEST CA's register is out of memory while it is measured. */
	private static void heap(Path folder, int cards) throws Exception {
		try (BatchLine line = new BatchLine(folder)) {
			long early = 0;
			for (int done = 0; done < cards; done += BATCH) {
				if (done == cards / 10) {
					early = live(line);
				}
				made(line, KeyType.EC_P256);
			}
			long late = live(line);
			say("batch.heap_cards", "%d", cards);
			say("batch.heap_mb", "%.1f", late / 1048576.0);
			double growth = (late - early) / 1048576.0;
			say("batch.heap_growth_mb", "%.1f", growth);
			if (growth > HEAP_GOAL_MB) {
				System.exit(1);
			}
		}
	}

	private static long live(BatchLine line) throws Exception {
		line.closeCa();
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 4; i++) {
			System.gc();
			least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		line.openCa();
		return least;
	}

	/** Milliseconds. */
	private static double median(long[] nanos) {
		long[] sorted = LongStream.of(nanos).sorted().toArray();
		return sorted[sorted.length / 2] / 1e6;
	}

	private static void say(String name, String format, Object... values) {
		System.out.println(name + ": " + String.format(Locale.ROOT, format, values));
	}
}
