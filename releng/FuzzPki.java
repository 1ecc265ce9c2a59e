import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import muhurdar.domain.Bytes;
import muhurdar.pki.BouncyCastle;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;
import muhurdar.pki.Csr;
import muhurdar.pki.KeyFile;
import muhurdar.pki.OcspAnswer;
import muhurdar.pki.OcspRequest;
import muhurdar.pki.OcspRequest.CertId;
import muhurdar.pki.OcspStatus;
import muhurdar.pki.OcspWriter;
import muhurdar.pki.OcspWriter.Single;
import muhurdar.pki.PkiFault;
import muhurdar.pki.Subject;

/**
 * Random and mutated CRLs, OCSP requests, OCSP responses, CSRs and certificates. Nothing but PkiFault may come out, within
 * the time of a case and a small heap; and no response that was changed may be believed to say something else. Run by
 * releng/bench fuzz-pki; arguments: cases, seed, and one case to be run alone. The same seed gives the same cases, but
 * for the keys.
 */
final class FuzzPki {

	private static final long LONGEST_NANOS = Duration.ofSeconds(20).toNanos();
	private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
	/** Tags and lengths on which parsers turn. */
	private static final int[] TURNING = { 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0A, 0x17, 0x18, 0x24, 0x30, 0x31, 0x7F,
			0x80, 0x81, 0x82, 0x84, 0x88, 0xA0, 0xA1, 0xA2, 0xFE, 0xFF };
	private static final byte[] NONCE = new byte[32];

	private interface Reading {
		/** @return whether it was taken for one */
		boolean read(Bytes bytes);
	}

	private record Target(String name, byte[] whole, Reading reading) {
	}

	private final long seed;
	private final List<Target> targets;
	private final Map<String, Long> ends = new TreeMap<>();
	private volatile long running = -1;
	private volatile long since;

	private FuzzPki(long seed) throws Exception {
		this.seed = seed;
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", BouncyCastle.provider());
		generator.initialize(2048);
		KeyFile.Entry ca = KeyFile.Entry.selfSigned(generator.generateKeyPair(), "TEST", NOW.minus(Duration.ofDays(1)),
				NOW.plus(Duration.ofDays(1)));
		CertificateInfo issuer = ca.certificate();
		CertId asked = CertId.of(issuer, "0A01");
		Optional<Bytes> nonce = Optional.of(Bytes.of(NONCE));
		Bytes response = new OcspWriter(issuer, ca.key()).write(
				List.of(new Single(asked, OcspStatus.revoked(NOW, Crl.HOLD), NOW, NOW.plusSeconds(60))), NOW, nonce);
		OcspAnswer whole = OcspAnswer.read(response, issuer, asked, nonce, NOW);
		targets = List.of(new Target("crl", crl(issuer, ca).toArray(), bytes -> {
			Crl crl = Crl.read(bytes);
			crl.entries().forEach(entry -> entry.onHold());
			crl.number();
			crl.nextUpdate();
			return crl.signedBy(issuer);
		}), new Target("request", new OcspRequest(List.of(asked), nonce).encoded().toArray(), bytes -> {
			OcspRequest request = OcspRequest.read(bytes);
			request.asked().forEach(id -> id.of(issuer));
			return true;
		}), new Target("response", response.toArray(), bytes -> {
			OcspAnswer answer = OcspAnswer.read(bytes, issuer, asked, nonce, NOW);
			if (!answer.status().equals(whole.status()) || !answer.thisUpdate().equals(whole.thisUpdate())
					|| !answer.nextUpdate().equals(whole.nextUpdate())) {
				throw new AssertionError("a changed response is believed");
			}
			return true;
		}), new Target("csr", csr().toArray(), bytes -> {
			Csr.read(bytes).spki();
			return true;
		}), new Target("certificate", issuer.der().toArray(), bytes -> {
			CertificateInfo info = CertificateInfo.read(bytes);
			info.commonName();
			info.identityNo();
			return info.signedBy(issuer);
		}));
	}

	private static Bytes crl(CertificateInfo issuer, KeyFile.Entry ca) throws Exception {
		var builder = new org.bouncycastle.cert.X509v2CRLBuilder(
				new org.bouncycastle.cert.X509CertificateHolder(issuer.der().toArray()).getSubject(), java.util.Date.from(NOW));
		builder.setNextUpdate(java.util.Date.from(NOW.plusSeconds(60)));
		for (int i = 1; i < 20; i++) {
			builder.addCRLEntry(BigInteger.valueOf(i * 7777L), java.util.Date.from(NOW), i % 5);
		}
		builder.addExtension(org.bouncycastle.asn1.x509.Extension.cRLNumber, false,
				new org.bouncycastle.asn1.ASN1Integer(7));
		return Bytes.of(builder.build(new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withRSA")
				.setProvider(BouncyCastle.provider()).build(ca.key())).getEncoded());
	}

	private static Bytes csr() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(256);
		KeyPair pair = generator.generateKeyPair();
		return Csr.build(Bytes.of(pair.getPublic().getEncoded()), new Subject("ŞÜKRÜ", "IŞIK", "10000000146"), tbs -> {
			try {
				Signature signature = Signature.getInstance("SHA256withECDSA");
				signature.initSign(pair.getPrivate());
				signature.update(tbs.toArray());
				return Bytes.of(signature.sign());
			} catch (java.security.GeneralSecurityException e) {
				throw new IllegalStateException(e);
			}
		}).der();
	}

	public static void main(String[] arguments) throws Exception {
		long cases = Long.parseLong(arguments[0]);
		long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextInt();
		System.out.println("fuzz.pki.seed: " + seed);
		FuzzPki fuzz = new FuzzPki(seed);
		if (arguments.length > 2) {
			fuzz.run(Long.parseLong(arguments[2]));
			return;
		}
		Thread worker = Thread.ofPlatform().name("fuzz").start(() -> fuzz.work(cases));
		while (!worker.join(Duration.ofMillis(500))) {
			long begun = fuzz.since;
			if (begun != 0 && System.nanoTime() - begun > LONGEST_NANOS) {
				fuzz.finding("hangs at " + Arrays.toString(worker.getStackTrace()), null);
			}
		}
		System.out.println("fuzz.pki.cases: " + cases);
		fuzz.ends.forEach((end, count) -> System.out.println("fuzz.pki." + end + ": " + count));
		System.out.println("fuzz.pki.heap.mib: " + Runtime.getRuntime().totalMemory() / 1024 / 1024);
		System.out.println("fuzz.pki.findings: 0");
	}

	private void work(long cases) {
		for (long number = 0; number < cases; number++) {
			running = number;
			since = System.nanoTime();
			try {
				run(number);
			} catch (Throwable e) {
				finding("ended with " + e, e);
			}
			since = 0;
		}
	}

	/** The first one ends the run: the others would only repeat it. */
	private void finding(String what, Throwable error) {
		System.out.println("fuzz.pki.finding: seed " + seed + " case " + running + " " + what);
		if (error != null) {
			error.printStackTrace(System.out);
		}
		Runtime.getRuntime().halt(1);
	}

	private void run(long number) {
		Random random = new Random(seed * 1_000_003 + number);
		Target target = targets.get((int) (number % targets.size()));
		byte[] bytes = bytes(target, random);
		String end;
		try {
			end = target.reading.read(Bytes.of(bytes)) ? "taken" : "unsigned";
		} catch (PkiFault refused) {
			end = "refused";
		}
		ends.merge(target.name + "." + end, 1L, Long::sum);
	}

	private static byte[] bytes(Target target, Random random) {
		return switch (random.nextInt(12)) {
		case 0 -> rubbish(random, random.nextInt(200));
		case 1 -> nested(random);
		case 2 -> Arrays.copyOf(target.whole, random.nextInt(target.whole.length + 1));
		case 3 -> spliced(target.whole, random);
		default -> mutated(target.whole, random);
		};
	}

	private static byte[] rubbish(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return bytes;
	}

	/** Deep, of definite or indefinite length, at most as long as a request may be. */
	private static byte[] nested(Random random) {
		byte[] bytes = new byte[2 * (1 + random.nextInt(8000))];
		int tag = random.nextBoolean() ? 0x30 : 0xA0 + random.nextInt(4);
		boolean indefinite = random.nextBoolean();
		for (int i = 0; i < bytes.length; i += 2) {
			bytes[i] = (byte) tag;
			bytes[i + 1] = (byte) (indefinite ? 0x80 : Math.min(0x7F, bytes.length - i - 2));
		}
		return bytes;
	}

	/** A part of it stands twice, or not at all. */
	private static byte[] spliced(byte[] whole, Random random) {
		int from = random.nextInt(whole.length);
		int until = random.nextInt(whole.length);
		var parts = new java.io.ByteArrayOutputStream();
		parts.write(whole, 0, from);
		parts.write(whole, until, whole.length - until);
		return parts.toByteArray();
	}

	private static byte[] mutated(byte[] whole, Random random) {
		byte[] bytes = whole.clone();
		for (int i = 1 + random.nextInt(4); i > 0; i--) {
			bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? TURNING[random.nextInt(TURNING.length)]
					: random.nextInt());
		}
		return bytes;
	}
}
