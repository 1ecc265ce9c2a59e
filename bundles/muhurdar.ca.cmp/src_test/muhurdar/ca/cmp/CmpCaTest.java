package muhurdar.ca.cmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.ca.cmp.CmpCa.Agreement;
import muhurdar.ca.cmp.CmpCa.Request;
import muhurdar.ca.cmp.FakeCa.Mood;
import muhurdar.ca.cmp.Transaction.Terms;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;

/** The connector with a CA that can be told how to behave. */
class CmpCaTest {

	private static final Made.Identity RA = Made.root("CN=RA");

	@TempDir
	Path folder;
	private final Made.Moved clock = new Made.Moved();
	private final FakeCa ca = new FakeCa(clock);
	private final KeyPair holder = Made.pair();
	private final UUID id = Made.id();

	private boolean resends = true;
	private boolean implicit;
	private boolean lonely = true;
	private Request kind = Request.IR;
	private Protection ours = RA.protection();

	/** As after a start: it knows what the journal knows. */
	private CmpCa connector() {
		Peer peer = new Peer(ours, ca.self.name(), Trust.of(ca.self.chain()), clock, Duration.ofMinutes(5));
		return new CmpCa(new Agreement(
				new Terms(ca, peer, new Journal(Made.folder(folder)), resends, Duration.ofSeconds(90), clock::by),
				ca.self.chain(), kind, implicit, lonely, this::crl, URI.create("http://127.0.0.1/crl")));
	}

	private Bytes crl() {
		try {
			var builder = new X509v2CRLBuilder(ca.self.name(), Date.from(clock.instant()));
			ca.status.forEach((serial, reason) -> builder.addCRLEntry(serial, Date.from(clock.instant()), reason));
			return Bytes.of(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(ca.self.pair().getPrivate()))
					.getEncoded());
		} catch (java.io.IOException | org.bouncycastle.operator.OperatorCreationException e) {
			throw new IllegalStateException(e);
		}
	}

	private IssueRequest request() {
		return Made.request(id, holder, false);
	}

	private Issued issued() {
		return connector().issue(request());
	}

	private CaFault fault(CaFault.Kind kind, org.junit.jupiter.api.function.Executable call) {
		CaFault fault = assertThrows(CaFault.class, call);
		assertEquals(kind, fault.kind(), fault.getMessage());
		return fault;
	}

	private static StatusChange change(Issued issued, StatusChange.Kind kind) {
		return new StatusChange(Made.id(), issued.serialNumber(), kind,
				kind == StatusChange.Kind.REVOKE ? RevocationReason.KEY_COMPROMISE : null);
	}

	@ParameterizedTest
	@EnumSource(Request.class)
	void aCertificateIsAskedForConfirmedAndTheSameForTheSameRequest(Request message) {
		kind = message;
		CmpCa connector = connector();
		Issued issued = connector.issue(request());
		assertEquals(List.of(message.type, PKIBody.TYPE_CERT_CONFIRM), ca.asked);
		assertEquals(PKIStatus.GRANTED, ca.confirmations.getFirst().getStatus().intValue());
		assertEquals(issued, connector.issue(request()));
		assertEquals(issued, connector().issue(request()), "after a restart");
		assertEquals(Optional.of(issued), connector().find(id));
		assertEquals(1, ca.issued.size());
		assertEquals(2, ca.asked.size(), "nothing was asked again");
	}

	@Test
	void aCaThatGrantsImplicitConfirmGetsNoneAndOneThatDoesNotGetsIt() {
		implicit = true;
		issued();
		assertEquals(List.of(PKIBody.TYPE_INIT_REQ, PKIBody.TYPE_CERT_CONFIRM), ca.asked);
		ca.moods.add(Mood.GRANTS_IMPLICIT);
		ca.asked.clear();
		connector().issue(Made.request(Made.id(), holder, false));
		assertEquals(List.of(PKIBody.TYPE_INIT_REQ), ca.asked);
	}

	@Test
	void aSharedSecretProtectsBothWaysAndAnotherOneIsNotBelieved() {
		ours = new Protection.Shared("ra", Made.secret("bir sır"));
		ca.protection = new Protection.Shared("ca", Made.secret("bir sır"));
		issued();
		ca.protection = new Protection.Shared("ca", Made.secret("başka sır"));
		assertTrue(fault(CaFault.Kind.UNAVAILABLE, () -> connector().issue(Made.request(Made.id(), holder, false)))
				.getMessage().contains("shared secret"));
	}

	@Test
	void aMacFromACaThatSharesNoSecretWithUsIsNotBelieved() {
		ca.protection = new Protection.Shared("ca", Made.secret("bir sır"));
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.INCLUDE, names = { "WRONG_TRANSACTION", "WRONG_NONCE", "NO_NONCE", "LATE_CLOCK",
			"UNPROTECTED", "OTHER_SIGNER", "HOLDER_SIGNS", "RUBBISH", "WRONG_TYPE", "LOSES_ANSWER" })
	void anAnswerThatCannotBeBelievedIsNoneAndTheSameRequestAgainGetsTheOneCertificate(Mood mood) {
		ca.moods.add(mood);
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
		ca.moods.clear();
		Issued issued = issued();
		assertEquals(1, ca.issued.size());
		assertEquals(Optional.of(issued), connector().find(id));
	}

	@Test
	void aReplayedAnswerIsNotBelieved() {
		connector().issue(Made.request(Made.id(), holder, false));
		ca.moods.add(Mood.REPLAYS);
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
	}

	@Test
	void aCaThatIsNotKnownToKeepTransactionsIsNeverSentARequestTwice() {
		resends = false;
		ca.moods.add(Mood.FORGETS_TRANSACTIONS);
		ca.moods.add(Mood.LOSES_ANSWER);
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
		ca.moods.remove(Mood.LOSES_ANSWER);
		for (int i = 0; i < 3; i++) {
			assertTrue(fault(CaFault.Kind.UNAVAILABLE, this::issued).getMessage().contains(Ids.bytes(id).toHex()));
			fault(CaFault.Kind.UNAVAILABLE, () -> connector().find(id));
		}
		assertEquals(1, ca.issued.size());
		assertEquals(1, ca.asked.size());
	}

	@Test
	void aCaThatKnowsTheTransactionButDoesNotAnswerItAgainLeavesItOpen() {
		ca.moods.add(Mood.LOSES_ANSWER);
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
		ca.moods.clear();
		ca.moods.add(Mood.TRANSACTION_IN_USE);
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
		fault(CaFault.Kind.UNAVAILABLE, () -> connector().find(id));
		assertEquals(1, ca.issued.size());
	}

	@Test
	void whatReachedNobodyIsSentLaterAndWhatWasNeverSentIsGivenUp() {
		resends = false;
		ca.moods.add(Mood.AWAY);
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
		clock.by(Duration.ofDays(1));
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
		ca.moods.clear();
		issued();
		assertEquals(1, ca.issued.size());
		UUID other = Made.id();
		assertEquals(Optional.empty(), connector().find(other));
		fault(CaFault.Kind.REFUSED, () -> connector().issue(Made.request(other, holder, false)));
		assertEquals(1, ca.issued.size());
	}

	@Test
	void nothingIsSaidOfARequestThatAnotherDeskMayHaveSent() {
		lonely = false;
		fault(CaFault.Kind.UNAVAILABLE, () -> connector().find(id));
		issued();
	}

	@Test
	void aCaThatCannotDoItNowIsAskedAgainAndOneThatWillNeverIsNot() {
		resends = false;
		for (int passing : new int[] { PKIFailureInfo.systemUnavail, PKIFailureInfo.signerNotTrusted, PKIFailureInfo.badTime,
				PKIFailureInfo.badMessageCheck, PKIFailureInfo.notAuthorized }) {
			ca.failure = passing;
			fault(CaFault.Kind.UNAVAILABLE, this::issued);
		}
		ca.failure = 0;
		issued();
		UUID other = Made.id();
		ca.failure = PKIFailureInfo.badCertTemplate;
		CaFault no = fault(CaFault.Kind.REFUSED, () -> connector().issue(Made.request(other, holder, false)));
		assertTrue(no.getMessage().contains("as planned"));
		ca.failure = 0;
		fault(CaFault.Kind.REFUSED, () -> connector().issue(Made.request(other, holder, false)));
		assertEquals(Optional.empty(), connector().find(other));
		assertEquals(1, ca.issued.size());
	}

	@Test
	void aFailureThatMayHaveComeAfterTheWorkLeavesARequestOpen() {
		resends = false;
		ca.failure = PKIFailureInfo.systemFailure;
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
		ca.failure = 0;
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
		assertEquals(0, ca.issued.size());
	}

	@Test
	void aCaThatIsNotDoneIsPolledAsOftenAsItWants() {
		ca.moods.add(Mood.WAITS);
		ca.polls = 2;
		issued();
		assertEquals(List.of(PKIBody.TYPE_INIT_REQ, PKIBody.TYPE_POLL_REQ, PKIBody.TYPE_POLL_REQ, PKIBody.TYPE_CERT_CONFIRM),
				ca.asked);
		assertEquals(Made.NOW.plusSeconds(60), clock.instant());
	}

	@Test
	void aCaThatTakesADayIsPolledByLaterCallsAndNotBeforeItWants() {
		resends = false;
		ca.moods.add(Mood.WAITS);
		ca.polls = 3;
		ca.checkAfter = 3600;
		CmpCa connector = connector();
		fault(CaFault.Kind.UNAVAILABLE, () -> connector.issue(request()));
		fault(CaFault.Kind.UNAVAILABLE, () -> connector.issue(request()));
		assertEquals(List.of(PKIBody.TYPE_INIT_REQ, PKIBody.TYPE_POLL_REQ), ca.asked);
		clock.by(Duration.ofHours(1));
		fault(CaFault.Kind.UNAVAILABLE, () -> connector.find(id));
		clock.by(Duration.ofHours(1));
		assertEquals(connector().find(id), Optional.of(connector().issue(request())), "goes on after a restart");
		assertEquals(1, ca.issued.size());
	}

	@Test
	void aPauseOutOfBoundsIsNotBelieved() {
		ca.moods.add(Mood.WAITS);
		for (int pause : new int[] { 0, -5, 90_000, Integer.MAX_VALUE }) {
			ca.polls = 5;
			ca.checkAfter = pause;
			fault(CaFault.Kind.UNAVAILABLE, this::issued);
		}
		assertEquals(Made.NOW, clock.instant());
	}

	@Test
	void aCertificateOfAnotherKeyOrPersonIsNotConfirmedAndRefused() {
		for (Mood mood : List.of(Mood.ANOTHER_KEY, Mood.ANOTHER_PERSON)) {
			ca.moods.clear();
			ca.moods.add(mood);
			UUID other = Made.id();
			fault(CaFault.Kind.REFUSED, () -> connector().issue(Made.request(other, holder, false)));
			assertEquals(PKIStatus.REJECTION, ca.confirmations.getLast().getStatus().intValue());
		}
	}

	@Test
	void aCertificateThatDoesNotFitIsRevokedIfTheCaWantsNoConfirmation() {
		implicit = true;
		ca.moods.add(Mood.GRANTS_IMPLICIT);
		ca.moods.add(Mood.ANOTHER_KEY);
		fault(CaFault.Kind.REFUSED, this::issued);
		assertEquals(CRLReason.superseded,
				ca.status.get(ca.issued.getFirst().getSerialNumber().getValue()).intValue());
	}

	@Test
	void aConfirmationThatWasLostIsSentAgain() {
		ca.moods.add(Mood.REFUSES_CONFIRMATION);
		fault(CaFault.Kind.UNAVAILABLE, this::issued);
		ca.moods.clear();
		ca.moods.add(Mood.CONFIRMED_BEFORE);
		issued();
		assertEquals(1, ca.issued.size());
		assertEquals(2, ca.confirmations.size());
	}

	@Test
	void aCertificateThatIsWantedOnHoldIsAnsweredWhenItIs() {
		ca.moods.add(Mood.LOSES_ANSWER);
		fault(CaFault.Kind.UNAVAILABLE, () -> connector().issue(Made.request(id, holder, true)));
		ca.moods.clear();
		Issued issued = connector().find(id).orElseThrow();
		assertEquals(6, ca.status.values().iterator().next().intValue());
		assertEquals(issued, connector().issue(Made.request(id, holder, true)));
		assertEquals(1, ca.issued.size());
	}

	@Test
	void holdReleaseAndRevocationAreMadeOnce() {
		Issued issued = issued();
		CmpCa connector = connector();
		var serial = ca.issued.getFirst().getSerialNumber().getValue();
		StatusChange hold = change(issued, StatusChange.Kind.HOLD);
		connector.change(hold);
		connector.change(hold);
		assertEquals(6, ca.status.get(serial).intValue());
		connector.change(change(issued, StatusChange.Kind.RELEASE));
		assertFalse(ca.status.containsKey(serial));
		connector().change(hold);
		assertFalse(ca.status.containsKey(serial), "what was done before is not done again");
		connector.change(change(issued, StatusChange.Kind.REVOKE));
		assertEquals(1, ca.status.get(serial).intValue());
		StatusChange second = change(issued, StatusChange.Kind.REVOKE);
		fault(CaFault.Kind.REFUSED, () -> connector.change(second));
		fault(CaFault.Kind.REFUSED, () -> connector().change(second));
		fault(CaFault.Kind.REFUSED, () -> connector.change(change(issued, StatusChange.Kind.RELEASE)));
	}

	@Test
	void aChangeWhoseAnswerWasLostIsSentAgainAndIsDoneIfTheCaOrItsListSaysSo() {
		resends = false;
		Issued issued = issued();
		for (Mood kept : List.of(Mood.FORGETS_TRANSACTIONS, Mood.TRANSACTION_IN_USE)) {
			for (StatusChange.Kind kind : List.of(StatusChange.Kind.HOLD, StatusChange.Kind.RELEASE)) {
				StatusChange change = change(issued, kind);
				ca.moods.add(kept);
				ca.moods.add(Mood.LOSES_ANSWER);
				fault(CaFault.Kind.UNAVAILABLE, () -> connector().change(change));
				ca.moods.remove(Mood.LOSES_ANSWER);
				clock.by(Duration.ofSeconds(10));
				connector().change(change);
				assertEquals(kind == StatusChange.Kind.HOLD ? 1 : 0, ca.status.size());
			}
			ca.moods.clear();
		}
		StatusChange change = change(issued, StatusChange.Kind.REVOKE);
		ca.moods.add(Mood.FORGETS_TRANSACTIONS);
		ca.moods.add(Mood.LOSES_ANSWER);
		fault(CaFault.Kind.UNAVAILABLE, () -> connector().change(change));
		ca.moods.remove(Mood.LOSES_ANSWER);
		connector().change(change);
	}

	@Test
	void aRequestThatProvesNothingIsNotSent() {
		IssueRequest made = request();
		byte[] broken = made.csr().toArray();
		broken[broken.length - 1] ^= 1;
		fault(CaFault.Kind.REFUSED, () -> connector().issue(new IssueRequest(id, Bytes.of(broken), made.givenName(),
				made.surname(), made.identityNo(), made.notBefore(), made.notAfter(), false)));
		assertEquals(List.of(), ca.asked);
	}
}
