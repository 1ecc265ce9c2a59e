package muhurdar.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Refusal;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Role;
import muhurdar.domain.StatusChange;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.User;
import muhurdar.domain.Why;

/** A CA that answers late, twice, never, or no. */
class SendingTest {

	private static final Actor OPERATOR = new Actor(Made.OPERATOR.id(), new UUID(1, 1));
	private static final User SYSTEM = new User(Actor.SYSTEM.user(), 1, "system", "System", EnumSet.of(Role.SYSTEM), null,
			null, null, null);

	private final MemoryStore store = new MemoryStore(Made.OPERATOR, Made.SUPERVISOR, SYSTEM);
	private final Authority ca = new Authority();
	private final StatusDesk status = new StatusDesk(store, (topic, id) -> {
		// nobody listens
	}, new Impatient(), new Calls(store), Clock.systemUTC());
	private Certificate certificate;

	@BeforeEach
	void openCertificate() {
		status.installed = List.of(ca);
		Certificate held = Made.held();
		certificate = store.certificates.put(new Certificate(held.id(), 1, CertificateState.ISSUED, held.holder(), null,
				null, held.requestId(), held.givenName(), held.surname(), held.keyType(), "0A01", held.notBefore(),
				held.notAfter(), ca.certificate, null, null, null));
	}

	@AfterEach
	void stop() {
		ca.silence.countDown();
		status.stop();
	}

	private StatusRequest request() {
		return store.requests.all().getFirst();
	}

	private CertificateState state() {
		return store.certificates.get(certificate.id()).state();
	}

	private Refusal suspendRefused() {
		return assertThrows(Refusal.class,
				() -> status.suspend(certificate.id(), HoldCause.LOSS, "telefon", OPERATOR));
	}

	@Test
	void whatTheAuthorityHasDoneIsSentEvenIfItsListCannotBeSeen() {
		StatusRequest done = status.suspend(certificate.id(), HoldCause.LOSS, "telefon", OPERATOR);
		assertEquals(StatusRequestState.SENT, done.state());
		assertEquals(CertificateState.SUSPENDED, state());
	}

	@Test
	void anAuthorityThatIsNotThereFindsTheRequestRecordedAndGetsItLater() {
		ca.mood = Mood.UNAVAILABLE;
		Refusal no = suspendRefused();
		assertEquals(Why.CA_UNAVAILABLE_RECORDED, no.why());
		assertEquals(List.of(request().number()), no.arguments());
		status.installed = List.of();
		assertEquals(Why.CA_UNAVAILABLE_RECORDED, suspendRefused().why());
		assertEquals(StatusRequestState.DECIDED, request().state());
		assertEquals(CertificateState.ISSUED, state());
		status.installed = List.of(ca);
		ca.mood = Mood.FINE;
		assertEquals(2, status.publish(Actor.SYSTEM));
		assertEquals(StatusRequestState.SENT, request().state());
		assertEquals(CertificateState.SUSPENDED, state());
	}

	@Test
	void anAuthorityThatNeverAnswersIsNotWaitedForLongerThanTheSettingSays() {
		ca.mood = Mood.SILENT;
		assertEquals(Why.CA_UNAVAILABLE_RECORDED, suspendRefused().why());
		assertEquals(StatusRequestState.DECIDED, request().state());
	}

	@Test
	void anAnswerThatWasLostIsAskedForAgainWithTheSameRequest() {
		ca.mood = Mood.DOES_IT_AND_IS_LOST;
		assertEquals(Why.CA_UNAVAILABLE_RECORDED, suspendRefused().why());
		ca.mood = Mood.FINE;
		status.publish(Actor.SYSTEM);
		assertEquals(List.of(request().caRequestId(), request().caRequestId()), ca.asked);
		assertEquals(StatusRequestState.SENT, request().state());
	}

	@Test
	void whatIsRefusedIsDeclinedAndChangesNothing() {
		ca.mood = Mood.REFUSES;
		assertEquals(Why.CA_REFUSED, suspendRefused().why());
		assertEquals(StatusRequestState.DECLINED, request().state());
		assertEquals(CertificateState.ISSUED, state());
		ca.mood = Mood.FINE;
		assertEquals(0, status.publish(Actor.SYSTEM));
	}

	@Test
	void requestsReachTheAuthorityInTheOrderInWhichTheyWereDecided() {
		ca.mood = Mood.UNAVAILABLE;
		suspendRefused();
		StatusRequest revocation = assertRecorded();
		ca.mood = Mood.FINE;
		status.confirm(revocation.number(), new Actor(Made.SUPERVISOR.id(), new UUID(1, 2)));
		assertEquals(store.requests.all().stream()
				.sorted(Comparator.comparing((StatusRequest each) -> each.decided().at()))
				.map(StatusRequest::caRequestId).toList(), ca.asked);
		assertEquals(CertificateState.REVOKED, state());
	}

	private StatusRequest assertRecorded() {
		Refusal no = assertThrows(Refusal.class,
				() -> status.revoke(certificate.id(), RevocationReason.KEY_COMPROMISE, "dilekçe", OPERATOR));
		assertEquals(Why.CA_UNAVAILABLE_RECORDED, no.why());
		StatusRequest recorded = store.requests.all().stream().filter(each -> each.change() == StatusChange.REVOKE).findFirst()
				.orElseThrow();
		assertEquals(List.of(recorded.number()), no.arguments());
		return recorded;
	}

	private enum Mood {
		FINE, UNAVAILABLE, SILENT, DOES_IT_AND_IS_LOST, REFUSES
	}

	/** Waits for the CA one second. */
	private static final class Impatient implements Settings {
		@Override
		@SuppressWarnings("unchecked")
		public <T> T get(Setting<T> setting) {
			return setting == (Object) CA_TIMEOUT ? (T) Integer.valueOf(1) : setting.defaultValue();
		}
	}

	/** A CA that never publishes. */
	private static final class Authority implements CertificateAuthority {

		final CountDownLatch silence = new CountDownLatch(1);
		final List<UUID> asked = new ArrayList<>();
		final Bytes certificate;
		volatile Mood mood = Mood.FINE;

		Authority() {
			try {
				var generator = KeyPairGenerator.getInstance("EC");
				generator.initialize(new ECGenParameterSpec("secp256r1"));
				KeyPair keys = generator.generateKeyPair();
				var name = new X500Name("CN=TEST");
				certificate = Bytes.of(new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(Made.NOW),
						Date.from(Made.NOW.plus(Duration.ofDays(1))), name, keys.getPublic())
						.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())).getEncoded());
			} catch (Exception e) {
				throw new IllegalStateException(e);
			}
		}

		@Override
		public void change(StatusChange change) {
			switch (mood) {
			case FINE -> asked.add(change.requestId());
			case UNAVAILABLE -> throw new CaFault(CaFault.Kind.UNAVAILABLE, "no answer");
			case SILENT -> {
				try {
					silence.await();
				} catch (InterruptedException e) {
					throw new IllegalStateException(e);
				}
			}
			case DOES_IT_AND_IS_LOST -> {
				asked.add(change.requestId());
				throw new CaFault(CaFault.Kind.UNAVAILABLE, "answer lost");
			}
			case REFUSES -> throw new CaFault(CaFault.Kind.REFUSED, "unknown");
			}
		}

		@Override
		public List<Bytes> chain() {
			return List.of(certificate);
		}

		@Override
		public void publish() {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "no list");
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
		public URI crlLocation() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Bytes crl() {
			throw new UnsupportedOperationException();
		}
	}
}
