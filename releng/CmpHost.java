package muhurdar.ca.cmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.bouncycastle.asn1.cmp.CertRepMessage;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Secret;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Csr;
import muhurdar.pki.Subject;

/**
 * The connector and the endpoint without a framework, for releng/cmp; settings come from -Dmuhurdar.KEY.
 *
 * <pre>
 * serve DIR CA SLOW-CA   endpoints over HTTP and HTTPS for a CA process, and over HTTP for one that is slow; prints "ready"
 *                        and the three ports, writes DIR/chain.pem
 * crl CA FILE            has the CA process publish and writes its CRL
 * client DIR CERT KEY    asks for a certificate of this key, or for a new one's without; holds, releases, revokes twice
 * replay URL MESSAGE     sends the same message twice and prints the serial numbers that came
 * </pre>
 */
final class CmpHost {

	private static final KeyStorePasswords PASSWORDS = name -> Secret.taking("secret".getBytes(StandardCharsets.US_ASCII));
	private static final Subject PERSON = new Subject("Işıl", "Çağdaş", "10000000146");

	public static void main(String[] arguments) throws Exception {
		switch (arguments[0]) {
		case "serve" -> serve(Path.of(arguments[1]), arguments[2], arguments[3]);
		case "crl" -> crl(arguments[1], Path.of(arguments[2]));
		case "client" -> client(Path.of(arguments[1]), arguments);
		case "replay" -> replay(URI.create(arguments[1]), Path.of(arguments[2]));
		default -> throw new IllegalArgumentException(arguments[0]);
		}
	}

	/** With what is said here instead of what the command line says. */
	private static Settings settings(String... pairs) {
		return new Settings() {
			@Override
			public <T> T get(Setting<T> setting) {
				int at = Arrays.asList(pairs).indexOf(setting.key());
				String text = at >= 0 ? pairs[at + 1] : System.getProperty("muhurdar." + setting.key());
				return text == null ? setting.defaultValue() : setting.parse().apply(text);
			}
		};
	}

	private static DataFolder folder(Path folder) {
		return (first, more) -> {
			try {
				Path path = folder.resolve(Path.of(first, more));
				Files.createDirectories(path.getParent());
				return path;
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		};
	}

	private static CertificateAuthority process(String port) throws Exception {
		var made = Class.forName("muhurdar.ca.embedded.RemoteCa").getDeclaredConstructor(String.class, Supplier.class);
		made.setAccessible(true);
		return (CertificateAuthority) made.newInstance("127.0.0.1:" + port, (Supplier<Duration>) () -> Duration.ofSeconds(30));
	}

	private static void serve(Path folder, String caPort, String slowPort) throws Exception {
		CertificateAuthority ca = process(caPort);
		StringBuilder pem = new StringBuilder();
		for (Bytes each : ca.chain()) {
			pem.append("-----BEGIN CERTIFICATE-----\n").append(Base64.getMimeEncoder().encodeToString(each.toArray()))
					.append("\n-----END CERTIFICATE-----\n");
		}
		Files.writeString(folder.resolve("chain.pem"), pem);
		String[] http = { "ca.cmp.endpoint.tls.key.file", "" };
		CmpEndpoint plain = new CmpEndpoint(settings(http), folder(folder), PASSWORDS, Clock.systemUTC(), ca);
		CmpEndpoint tls = new CmpEndpoint(settings(), folder(folder), PASSWORDS, Clock.systemUTC(), ca);
		CmpEndpoint slow = new CmpEndpoint(settings(http), folder(folder), PASSWORDS, Clock.systemUTC(), process(slowPort));
		System.out.println("ready " + plain.port() + " " + tls.port() + " " + slow.port());
	}

	private static void crl(String port, Path file) throws Exception {
		CertificateAuthority ca = process(port);
		ca.publish();
		Files.write(file, ca.crl().toArray());
	}

	private static void client(Path folder, String[] arguments) throws Exception {
		CmpCa ca = CmpSettings.connect(settings(), folder(folder), PASSWORDS, Clock.systemUTC());
		KeyPair pair;
		if (arguments.length > 2) {
			CertificateInfo certificate = CertificateInfo.read(Trust.of(Path.of(arguments[2])).certificates().getFirst());
			String key = Files.readString(Path.of(arguments[3])).replaceAll("-----[A-Z ]+-----|\\s", "");
			pair = new KeyPair(muhurdar.pki.Signatures.publicKey(certificate.spki()), java.security.KeyFactory.getInstance("EC")
					.generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
		} else {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
			pair = generator.generateKeyPair();
		}
		try {
			UUID id = UUID.randomUUID();
			Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
			IssueRequest request = new IssueRequest(id, csr(pair), PERSON.givenName(), PERSON.surname(), PERSON.identityNo(), now,
					now.plus(365, ChronoUnit.DAYS), true);
			Issued issued = ca.issue(request);
			if (!ca.issue(request).equals(issued) || !ca.find(id).orElseThrow().equals(issued)) {
				throw new AssertionError("another certificate for the same request");
			}
			System.out.println("issued on hold " + issued.serialNumber());
			change(ca, issued, StatusChange.Kind.RELEASE);
			change(ca, issued, StatusChange.Kind.REVOKE);
			change(ca, issued, StatusChange.Kind.REVOKE);
		} catch (CaFault e) {
			System.out.println(e.getMessage());
			System.exit(1);
		}
	}

	private static void change(CertificateAuthority ca, Issued issued, StatusChange.Kind kind) {
		ca.change(new StatusChange(UUID.randomUUID(), issued.serialNumber(), kind,
				kind == StatusChange.Kind.REVOKE ? RevocationReason.KEY_COMPROMISE : null));
		System.out.println(kind);
	}

	private static Bytes csr(KeyPair pair) {
		return Csr.build(Bytes.of(pair.getPublic().getEncoded()), PERSON, tbs -> {
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

	private static void replay(URI location, Path message) throws Exception {
		for (int i = 0; i < 2; i++) {
			try (Line.Connection connection = HttpLine.to(location, List.of()).connect()) {
				CmpMessage answer = CmpMessage.read(connection.exchange(Files.readAllBytes(message), Duration.ofSeconds(20)));
				System.out
						.println(CertificateInfo.read(CmpMessage.der(CertRepMessage.getInstance(answer.content()).getResponse()[0]
								.getCertifiedKeyPair().getCertOrEncCert().getCertificate().getX509v3PKCert())).serialNumber());
			}
		}
	}
}
