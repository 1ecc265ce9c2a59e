package muhurdar.deliveries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.domain.Bytes;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;
import muhurdar.pki.CrlWriter;

class PublishedHoldsTest {

	private final Authority ca = new Authority();
	private final PublishedHolds holds = new PublishedHolds(ca, new Defaults());

	@BeforeEach
	void start() throws Exception {
		ca.open();
	}

	@AfterEach
	void stop() {
		ca.server.stop(0);
	}

	@Test
	void aHoldThatStandsInThePublishedListIsSeen() {
		ca.register.add(new Crl.Entry("0A01", Made.NOW, Crl.HOLD));
		ca.publish();
		ca.publications = 0;
		assertEquals(Set.of("0A01"), holds.of(List.of("0A01")));
		assertEquals(0, ca.publications);
	}

	@Test
	void theAuthorityIsAskedToPublishWhatIsNotSeenYet() {
		ca.publish();
		ca.register.add(new Crl.Entry("0A01", Made.NOW, Crl.HOLD));
		assertEquals(Set.of("0A01"), holds.of(List.of("0A01")));
	}

	@Test
	void theAuthoritysOwnWordIsNotEnough() {
		ca.publish();
		ca.register.add(new Crl.Entry("0A01", Made.NOW, Crl.HOLD));
		ca.broken = true;
		assertEquals(Set.of(), holds.of(List.of("0A01")));
	}

	@Test
	void aRevokedOneAndAStrangerAreNotOnHold() {
		ca.register.add(new Crl.Entry("0A01", Made.NOW, 1));
		ca.publish();
		assertEquals(Set.of(), holds.of(List.of("0A01", "0B02")));
	}

	@Test
	void aListSignedBySomebodyElseShowsNothing() throws Exception {
		ca.register.add(new Crl.Entry("0A01", Made.NOW, Crl.HOLD));
		Authority stranger = new Authority();
		stranger.open();
		try {
			stranger.register.addAll(ca.register);
			ca.forger = stranger;
			ca.publish();
			assertEquals(Set.of(), holds.of(List.of("0A01")));
		} finally {
			stranger.server.stop(0);
		}
	}

	/** Default settings. */
	private static final class Defaults implements Settings {
		@Override
		public <T> T get(Setting<T> setting) {
			return setting.defaultValue();
		}
	}

	/** A CA that only publishes CRLs. */
	private static final class Authority implements CertificateAuthority {

		final List<Crl.Entry> register = new ArrayList<>();
		final KeyPair keys;
		final CertificateInfo certificate;
		HttpServer server;
		Authority forger;
		boolean broken;
		int publications;
		private volatile byte[] list = {};

		Authority() {
			try {
				var generator = KeyPairGenerator.getInstance("EC");
				generator.initialize(new ECGenParameterSpec("secp384r1"));
				keys = generator.generateKeyPair();
				var name = new X500Name("CN=TEST");
				var builder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(Made.NOW),
						Date.from(Made.NOW.plusSeconds(10)), name, keys.getPublic());
				builder.addExtension(Extension.subjectKeyIdentifier, false,
						new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
				certificate = CertificateInfo.read(Bytes.of(builder
						.build(new JcaContentSignerBuilder("SHA384withECDSA").build(keys.getPrivate())).getEncoded()));
			} catch (Exception e) {
				throw new IllegalStateException(e);
			}
		}

		void open() throws Exception {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.createContext("/", exchange -> {
				byte[] now = list;
				exchange.sendResponseHeaders(200, now.length);
				exchange.getResponseBody().write(now);
				exchange.close();
			});
			server.start();
		}

		@Override
		public void publish() {
			if (broken) {
				throw new CaFault(CaFault.Kind.UNAVAILABLE, "no answer");
			}
			publications++;
			Authority signer = forger == null ? this : forger;
			list = new CrlWriter(signer.certificate, signer.keys.getPrivate())
					.write(BigInteger.valueOf(publications), Instant.EPOCH, Instant.EPOCH.plusSeconds(60), register).toArray();
		}

		@Override
		public URI crlLocation() {
			return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/list.crl");
		}

		@Override
		public List<Bytes> chain() {
			return List.of(certificate.der());
		}

		@Override
		public String id() {
			return "test";
		}

		@Override
		public boolean test() {
			return true;
		}

		@Override
		public Issued issue(IssueRequest request) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<Issued> find(UUID requestId) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void change(StatusChange change) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Bytes crl() {
			throw new UnsupportedOperationException();
		}
	}
}
