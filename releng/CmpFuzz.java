package muhurdar.ca.cmp;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PollReqContent;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Csr;
import muhurdar.pki.KeyFile;
import muhurdar.pki.Subject;

/**
 * Random and mutated CMP messages: requests to the endpoint, answers to the connector. Some are mutated as they went over
 * the line; in others a body is mutated before it is protected, so that it gets past the protection. Nothing but CmpFault
 * or an answer may come of a request, nothing but CaFault or the right certificate of an answer, within the time of a case
 * and a small heap. Run by releng/bench fuzz-cmp; arguments: cases, seed, and one case to be run alone.
 */
final class CmpFuzz {

	private static final long LONGEST_NANOS = Duration.ofSeconds(20).toNanos();
	private static final Clock CLOCK = Clock.systemUTC();
	private static final Subject PERSON = new Subject("Işıl", "Çağdaş", "10000000146");
	/** Tags and lengths on which parsers turn. */
	private static final int[] TURNING = { 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x18, 0x30, 0x31, 0x7F, 0x80, 0x81,
			0x82, 0x83, 0x84, 0x88, 0xA0, 0xA1, 0xA2, 0xA4, 0xA8, 0xBF, 0xFF };

	/** A key with its certificates. */
	private record Identity(KeyPair pair, X500Name name, List<Bytes> chain) {

		static Identity made(String name, Identity issuer, String usage) throws Exception {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			KeyPair pair = generator.generateKeyPair();
			X500Name own = new X500Name(name);
			Identity by = issuer == null ? new Identity(pair, own, List.of()) : issuer;
			List<Bytes> chain = new ArrayList<>(
					List.of(certificate(own, pair.getPublic().getEncoded(), by, issuer == null, usage)));
			chain.addAll(by.chain);
			return new Identity(pair, own, chain);
		}

		static Bytes certificate(X500Name name, byte[] key, Identity issuer, boolean ca, String usage) throws Exception {
			var builder = new X509v3CertificateBuilder(issuer.name,
					new java.math.BigInteger(100, new java.security.SecureRandom()),
					Date.from(Instant.now().minus(2, ChronoUnit.DAYS)), Date.from(Instant.now().plus(900, ChronoUnit.DAYS)), name,
					SubjectPublicKeyInfo.getInstance(key));
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
			if (!usage.isEmpty()) {
				builder.addExtension(Extension.extendedKeyUsage, false,
						new ExtendedKeyUsage(KeyPurposeId.getInstance(new org.bouncycastle.asn1.ASN1ObjectIdentifier(usage))));
			}
			return Bytes.of(
					builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.pair.getPrivate())).getEncoded());
		}

		Protection.Signed protection() {
			return Protection.Signed.with(new KeyFile.Entry(pair.getPrivate(), chain));
		}
	}

	/** Issues at once and remembers nothing, so that the heap shows what the endpoint keeps. */
	private record Forgetful(Identity self, Bytes crl) implements CertificateAuthority {

		@Override
		public String id() {
			return "fuzz";
		}

		@Override
		public boolean test() {
			return true;
		}

		@Override
		public Issued issue(IssueRequest request) {
			if (request.requestId().hashCode() % 5 == 0) {
				throw new CaFault(request.requestId().hashCode() % 2 == 0 ? CaFault.Kind.REFUSED : CaFault.Kind.UNAVAILABLE,
						"as planned");
			}
			try {
				CertificateInfo made = CertificateInfo.read(Identity.certificate(
						X500Name.getInstance(
								new Subject(request.givenName(), request.surname(), request.identityNo()).encoded().toArray()),
						Csr.readFromRa(request.csr()).spki().toArray(), self, false, ""));
				return new Issued(request.requestId(), made.serialNumber(), made.notBefore(), made.notAfter(), made.der());
			} catch (RuntimeException e) {
				throw e;
			} catch (Exception e) {
				throw new IllegalStateException(e);
			}
		}

		@Override
		public Optional<Issued> find(UUID requestId) {
			return Optional.empty();
		}

		@Override
		public void change(StatusChange change) {
			if (change.requestId().hashCode() % 3 == 0) {
				throw new CaFault(CaFault.Kind.REFUSED, "as planned");
			}
		}

		@Override
		public void publish() {
			// the list never changes
		}

		@Override
		public URI crlLocation() {
			return URI.create("http://127.0.0.1/");
		}

		@Override
		public List<Bytes> chain() {
			return self.chain;
		}
	}

	private final long seed;
	private final Identity ca = Identity.made("CN=Fuzz CA TEST", null, "");
	private final Identity raCa = Identity.made("CN=RA CA", null, "");
	private final Identity ra = Identity.made("CN=RA", raCa, Trust.CMC_RA);
	private final KeyPair holder = Identity.made("CN=Holder", null, "").pair;
	private final Protection.Shared secret = new Protection.Shared("ra1", Secret.taking("gizli".getBytes()));
	private final CmpServer server;
	private final Bytes csr;
	/** Messages that were really said. */
	private final List<byte[]> requests = new ArrayList<>();
	private final Path folder;
	private final AtomicLong next = new AtomicLong();
	private final AtomicLongArray running;
	private final AtomicLongArray since;
	private final Map<String, AtomicLong> ends = new ConcurrentHashMap<>();

	private CmpFuzz(long seed, int threads, Path folder) throws Exception {
		this.seed = seed;
		this.folder = folder;
		running = new AtomicLongArray(threads);
		since = new AtomicLongArray(threads);
		Bytes crl = Bytes.of(new X509v2CRLBuilder(ca.name, new Date())
				.build(new JcaContentSignerBuilder("SHA256withECDSA").build(ca.pair.getPrivate())).getEncoded());
		server = new CmpServer(new CmpServer.Terms(new Forgetful(ca, crl), ca.protection(), secret, Trust.of(raCa.chain), CLOCK,
				Duration.ofDays(1), Duration.ofSeconds(5), 3));
		csr = Csr.build(Bytes.of(holder.getPublic().getEncoded()), PERSON, this::signed).der();
		Random random = new Random(1);
		for (Protection ours : List.of(ra.protection(), secret)) {
			for (CmpCa.Request kind : CmpCa.Request.values()) {
				connector(ours, kind, message -> {
					requests.add(message);
					return server.answer(message);
				}, random).life();
			}
			requests.add(CmpMessage.der(peer(ours).request(
					new PKIBody(PKIBody.TYPE_POLL_REQ, new PollReqContent(new ASN1Integer(0))), Bytes.of(new byte[16]),
					Bytes.of(new byte[16]), Bytes.of(new byte[16]), true)).toArray());
		}
	}

	private Bytes signed(Bytes tbs) {
		try {
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(holder.getPrivate());
			signature.update(tbs.toArray());
			return Bytes.of(signature.sign());
		} catch (java.security.GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	private Peer peer(Protection ours) {
		return new Peer(ours, ca.name, Trust.of(ca.chain), CLOCK, Duration.ofDays(1));
	}

	private interface Exchange {
		byte[] exchange(byte[] message);
	}

	/** One who asks for a certificate and changes it. */
	private final class Life {

		private final CmpCa connector;
		private final UUID id;

		Life(CmpCa connector, Random random) {
			this.connector = connector;
			id = new UUID(random.nextLong(), random.nextLong());
		}

		String life() {
			Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
			try {
				Issued issued = connector
						.issue(new IssueRequest(id, csr, PERSON.givenName(), PERSON.surname(), PERSON.identityNo(),
								now, now.plus(100, ChronoUnit.DAYS), id.hashCode() % 2 == 0));
				CertificateInfo certificate = CertificateInfo.read(issued.certificate());
				check(certificate.signedBy(CertificateInfo.read(ca.chain.getFirst()))
						&& certificate.spki().equals(Bytes.of(holder.getPublic().getEncoded())),
						"a certificate that does not fit");
				connector.change(new StatusChange(new UUID(id.getLeastSignificantBits(), 1), issued.serialNumber(),
						StatusChange.Kind.HOLD, null));
				return "issued";
			} catch (CaFault e) {
				check(e.getMessage() != null, "says nothing");
				return e.kind().toString();
			} finally {
				Journal journal = new Journal((first, more) -> folder.resolve(more[0]));
				for (UUID each : List.of(id, new UUID(id.getLeastSignificantBits(), 1), Ids.derived("hold", Ids.bytes(id)),
						Ids.derived("misfit", Ids.bytes(id)))) {
					for (Journal.Step step : Journal.Step.values()) {
						journal.forget(each, step);
					}
				}
			}
		}
	}

	private Life connector(Protection ours, CmpCa.Request kind, Exchange exchange, Random random) {
		Line line = () -> new Line.Connection() {
			@Override
			public byte[] exchange(byte[] message, Duration patience) {
				return exchange.exchange(message);
			}

			@Override
			public void close() {
				// nothing was opened
			}
		};
		return new Life(new CmpCa(new CmpCa.Agreement(
				new Transaction.Terms(line, peer(ours), new Journal((first, more) -> folder.resolve(more[0])), true,
						Duration.ofSeconds(2), time -> {
							throw new InterruptedException("nobody waits here");
						}),
				ca.chain, kind, random.nextBoolean(), true, () -> Bytes.of(), URI.create("http://127.0.0.1/"))), random);
	}

	public static void main(String[] arguments) throws Exception {
		// what is refused in every case is not logged
		((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
		long cases = Long.parseLong(arguments[1]);
		long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : new Random().nextInt();
		System.out.println("fuzz.cmp.seed: " + seed);
		int threads = Runtime.getRuntime().availableProcessors();
		CmpFuzz fuzz = new CmpFuzz(seed, threads, Path.of(arguments[0]));
		if (arguments.length > 3) {
			fuzz.run(Long.parseLong(arguments[3]));
		} else {
			fuzz.runAll(cases, threads);
		}
		System.exit(0);
	}

	private void runAll(long cases, int threads) throws InterruptedException {
		List<Thread> workers = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			int worker = i;
			workers.add(Thread.ofPlatform().name("fuzz " + i).start(() -> work(worker, cases)));
		}
		for (boolean busy = true; busy;) {
			busy = false;
			for (int i = 0; i < threads; i++) {
				Thread worker = workers.get(i);
				busy |= !worker.join(Duration.ofMillis(200));
				long begun = since.get(i);
				if (begun != 0 && System.nanoTime() - begun > LONGEST_NANOS) {
					finding(running.get(i), "hangs at " + Arrays.toString(worker.getStackTrace()), null);
				}
			}
		}
		System.out.println("fuzz.cmp.cases: " + cases);
		ends.entrySet().stream().sorted(Map.Entry.comparingByKey())
				.forEach(end -> System.out.println("fuzz.cmp.ended." + end.getKey() + ": " + end.getValue()));
		System.out.println("fuzz.cmp.heap.mib: " + Runtime.getRuntime().totalMemory() / 1024 / 1024);
		System.out.println("fuzz.cmp.findings: 0");
	}

	private void work(int worker, long cases) {
		for (long number = next.getAndIncrement(); number < cases; number = next.getAndIncrement()) {
			running.set(worker, number);
			since.set(worker, System.nanoTime());
			try {
				run(number);
			} catch (Throwable e) {
				finding(number, "ended with " + e, e);
			}
			since.set(worker, 0);
		}
	}

	/** The first one ends the run: the others would only repeat it. */
	private void finding(long number, String what, Throwable error) {
		System.out.println("fuzz.cmp.finding: seed " + seed + " case " + number + " " + what);
		if (error != null) {
			error.printStackTrace(System.out);
		}
		Runtime.getRuntime().halt(1);
	}

	private static void check(boolean condition, String otherwise) {
		if (!condition) {
			throw new AssertionError(otherwise);
		}
	}

	private void run(long number) throws Exception {
		Random random = new Random(seed * 1_000_003 + number);
		String end = random.nextInt(3) == 0 ? answers(random) : request(random);
		ends.computeIfAbsent(end, key -> new AtomicLong()).incrementAndGet();
	}

	private String request(Random random) {
		byte[] real = requests.get(random.nextInt(requests.size()));
		byte[] sent = switch (random.nextInt(8)) {
		case 0 -> bytes(random, random.nextInt(400));
		case 1, 2, 3 -> mutated(real, random);
		default -> protectedAnew(real, ra, random);
		};
		try {
			CmpMessage answer = CmpMessage.read(server.answer(sent));
			return "request.answered." + answer.type();
		} catch (CmpFault e) {
			check(e.getMessage() != null, "says nothing");
			return "request.fault";
		}
	}

	/** An endpoint whose answers to the connector are wrong now and then. */
	private String answers(Random random) throws Exception {
		Protection ours = ra.protection();
		int wrong = 1 + random.nextInt(3);
		int[] said = { 0 };
		return "connector." + connector(ours, CmpCa.Request.values()[random.nextInt(3)], message -> {
			byte[] answer = server.answer(message);
			if (++said[0] != wrong) {
				return answer;
			}
			return switch (random.nextInt(8)) {
			case 0 -> bytes(random, random.nextInt(400));
			case 1, 2, 3 -> mutated(answer, random);
			default -> protectedAnew(answer, ca, random);
			};
		}, random).life();
	}

	/** The header's or body's bytes are mutated, and signed if they still are values. */
	private static byte[] protectedAnew(byte[] real, Identity by, Random random) {
		try {
			ASN1Sequence message = ASN1Sequence.getInstance(real);
			ASN1Encodable header = message.getObjectAt(0);
			ASN1Encodable body = message.getObjectAt(1);
			if (random.nextInt(6) == 0) {
				header = ASN1Sequence.getInstance(mutated(CmpMessage.der(header).toArray(), random));
			} else {
				body = ASN1TaggedObject.getInstance(mutated(CmpMessage.der(body).toArray(), random));
			}
			byte[] part = new DERSequence(new ASN1Encodable[] { header, body }).getEncoded("DER");
			Signature signature = Signature.getInstance("SHA384withECDSA");
			signature.initSign(by.pair.getPrivate());
			signature.update(part);
			List<ASN1Encodable> chain = new ArrayList<>();
			for (Bytes each : by.chain) {
				chain.add(ASN1Sequence.getInstance(each.toArray()));
			}
			return new DERSequence(new ASN1Encodable[] { header, body, new DERTaggedObject(0, new DERBitString(signature.sign())),
					new DERTaggedObject(1, new DERSequence(chain.toArray(ASN1Encodable[]::new))) }).getEncoded("DER");
		} catch (java.io.IOException | java.security.GeneralSecurityException | RuntimeException e) {
			return mutated(real, random); // not even a value any more
		}
	}

	private static byte[] mutated(byte[] from, Random random) {
		byte[] to = from.clone();
		for (int changes = 1 + random.nextInt(3); changes > 0 && to.length > 0; changes--) {
			int at = random.nextInt(to.length);
			switch (random.nextInt(7)) {
			case 0 -> to[at] ^= (byte) (1 << random.nextInt(8));
			case 1 -> to[at] = (byte) TURNING[random.nextInt(TURNING.length)];
			case 2 -> to = random.nextInt(4) == 0 ? Arrays.copyOf(to, at) : to;
			case 3 -> {
				byte[] more = bytes(random, random.nextInt(40));
				byte[] longer = Arrays.copyOf(to, to.length + more.length);
				System.arraycopy(more, 0, longer, at, more.length);
				System.arraycopy(to, at, longer, at + more.length, to.length - at);
				to = random.nextInt(3) == 0 ? longer : to;
			}
			case 4 -> { // a part from elsewhere in it
				int length = Math.min(random.nextInt(20), to.length - at);
				length = Math.min(length, from.length);
				System.arraycopy(from, random.nextInt(from.length - length + 1), to, at, length);
			}
			case 5 -> { // a value's own length
				if (at + 1 < to.length) {
					to[at + 1] = (byte) (to[at + 1] + random.nextInt(5) - 2);
				}
			}
			default -> to[at] = (byte) random.nextInt(256);
			}
		}
		return to;
	}

	private static byte[] bytes(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return bytes;
	}
}
