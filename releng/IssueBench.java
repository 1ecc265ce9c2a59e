package muhurdar.ca.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.management.OperatingSystemMXBean;

import org.bouncycastle.operator.ContentSigner;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.ca.embedded.KeyHome.Kind;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.pki.Csr;
import muhurdar.pki.SigningKey;
import muhurdar.pki.Signatures;
import muhurdar.pki.Subject;

/**
 * Certificates per second beside bare signatures per second of the same key, in turn on the same core: a certificate is a CSR
 * (EC P-256) checked, built, signed, issued on hold and on the disk; 100 ask at once and so share commits. Run by releng/bench
 * status, bound to one core.
 */
final class IssueBench {

	private static final int AT_ONCE = 100;
	private static final int ROUNDS = 5;
	private static final Duration ROUND = Duration.ofSeconds(4);
	/** Bytes of the tbsCertificate. */
	private static final int LENGTH = 1000;

	private static final OperatingSystemMXBean CPU = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

	private final TestCa ca;
	private final SigningKey key;
	private final Bytes csr = csr();
	/** Per second of the processor's time, which a busy machine does not change much. */
	private double cpu;

	private IssueBench(Path work, Kind kind) throws IOException {
		DataFolder data = (first, more) -> {
			try {
				Path path = work.resolve(Path.of(first, more));
				Files.createDirectories(path.getParent());
				return path;
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		};
		KeyStorePasswords passwords = name -> Secret.taking("bench".getBytes(StandardCharsets.US_ASCII));
		KeyChoice choice = new KeyChoice(kind, passwords, null, CertificateProfile.named("test"));
		ca = TestCa.open(data, choice, Clock.systemUTC(), Seam.NONE);
		key = choice.home(work.resolve("ca/keys.p12")).read().get("issuing").key();
	}

	/** Argument: an empty folder. */
	public static void main(String[] arguments) throws Exception {
		for (Kind kind : arguments.length > 1 ? new Kind[] { Kind.valueOf(arguments[1]) } : Kind.values()) {
			new IssueBench(Path.of(arguments[0], kind.name()), kind)
					.run(kind == Kind.RSA_4096_PSS ? "issue" : "issue.p384");
		}
	}

	private void run(String name) throws Exception {
		issued();
		bare();
		List<Double> issued = new ArrayList<>();
		List<Double> bare = new ArrayList<>();
		List<Double> ratios = new ArrayList<>();
		List<Double> cpuRatios = new ArrayList<>();
		for (int i = 0; i < ROUNDS; i++) {
			bare.add(bare());
			double bareCpu = cpu;
			issued.add(issued());
			cpuRatios.add(cpu / bareCpu);
			ratios.add(issued.getLast() / bare.getLast());
		}
		ca.close();
		print(name + ".per_second", median(issued));
		print(name + ".bare_per_second", median(bare));
		print(name + ".ratio", median(ratios));
		print(name + ".cpu_ratio", median(cpuRatios));
	}

	private double issued() throws Exception {
		long used = CPU.getProcessCpuTime();
		long begun = System.nanoTime();
		long end = begun + ROUND.toNanos();
		AtomicLong done = new AtomicLong();
		try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> all = new ArrayList<>();
			for (int i = 0; i < AT_ONCE; i++) {
				all.add(askers.submit(() -> {
					while (System.nanoTime() < end) {
						ca.issue(request());
						done.incrementAndGet();
					}
				}));
			}
			for (var each : all) {
				each.get();
			}
		}
		cpu = done.get() * 1e9 / (CPU.getProcessCpuTime() - used);
		return done.get() / seconds(begun);
	}

	private double bare() throws IOException {
		byte[] content = new byte[LENGTH];
		long used = CPU.getProcessCpuTime();
		long begun = System.nanoTime();
		long done = 0;
		while (System.nanoTime() - begun < ROUND.toNanos()) {
			ContentSigner signer = key.signer();
			try (OutputStream out = signer.getOutputStream()) {
				out.write(content);
			}
			signer.getSignature();
			done++;
		}
		cpu = done * 1e9 / (CPU.getProcessCpuTime() - used);
		return done / seconds(begun);
	}

	private static double seconds(long begun) {
		return (System.nanoTime() - begun) / 1e9;
	}

	private IssueRequest request() {
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		return new IssueRequest(UUID.randomUUID(), csr, "Ayşe", "Yılmaz", "10000000146", now, now.plus(Duration.ofDays(1095)),
				true);
	}

	private static Bytes csr() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(256);
			KeyPair pair = generator.generateKeyPair();
			return Csr.build(Bytes.of(pair.getPublic().getEncoded()), new Subject("Kart", "Sahibi", "10000000146"), tbs -> {
				try {
					Signature signature = Signature.getInstance(Signatures.jcaName(KeyType.EC_P256));
					signature.initSign(pair.getPrivate());
					signature.update(tbs.toArray());
					return Bytes.of(signature.sign());
				} catch (GeneralSecurityException e) {
					throw new IllegalStateException(e);
				}
			}).der();
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

	private static void print(String name, double value) {
		System.out.println(name + ": " + String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value));
	}
}
