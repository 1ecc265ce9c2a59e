package muhurdar.ca.cmp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.CertConfirmContent;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.CertStatus;
import org.bouncycastle.asn1.cmp.GenMsgContent;
import org.bouncycastle.asn1.cmp.InfoTypeAndValue;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIHeaderBuilder;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cmp.PollReqContent;
import org.bouncycastle.asn1.crmf.CertReqMessages;
import org.bouncycastle.asn1.crmf.CertReqMsg;
import org.bouncycastle.asn1.crmf.CertRequest;
import org.bouncycastle.asn1.crmf.POPOSigningKey;
import org.bouncycastle.asn1.crmf.ProofOfPossession;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.ca.cmp.CmpCa.Agreement;
import muhurdar.ca.cmp.CmpCa.Request;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.CertificateInfo;

/** The endpoint, asked by our connector and by messages that are made for abuse. */
class CmpServerTest {

	private static final Made.Identity RA_CA = Made.root("CN=RA CA");
	private static final Made.Identity RA = Made.under(RA_CA, "CN=RA", Trust.CMC_RA);
	private static final Made.Identity SELF = Made.root("CN=Endpoint");

	@TempDir
	Path folder;
	private final Made.Moved clock = new Made.Moved();
	private final MemoryCa ca = new MemoryCa(clock);
	private final Protection.Shared secret = new Protection.Shared("ra1", Made.secret("gizli söz"));
	private final KeyPair holder = Made.pair();
	private CmpServer server = server();
	private byte[] nonce = Bytes.ofHex("000102030405060708090A0B0C0D0E0F").toArray();

	private CmpServer server() {
		return new CmpServer(new CmpServer.Terms(ca, SELF.protection(), secret, Trust.of(RA_CA.chain()), clock,
				Duration.ofMinutes(5), Duration.ofSeconds(5), 3));
	}

	private CmpCa connector(Protection ours, Request kind, boolean implicit) {
		Line line = () -> new Line.Connection() {
			@Override
			public byte[] exchange(byte[] message, Duration patience) {
				return server.answer(message);
			}

			@Override
			public void close() {
				// nothing was opened
			}
		};
		Peer peer = new Peer(ours, ca.self.name(), Trust.of(SELF.chain()), clock, Duration.ofMinutes(5));
		return new CmpCa(new Agreement(
				new Transaction.Terms(line, peer, new Journal(Made.folder(folder)), true, Duration.ofSeconds(30), clock::by),
				ca.chain(), kind, implicit, true, ca::crl, ca.crlLocation()));
	}

	private PKIMessage message(Protection ours, UUID id, PKIBody body, byte[] recipNonce, boolean implicit) {
		PKIHeaderBuilder header = new PKIHeaderBuilder(2, new GeneralName(ours.sender()), new GeneralName(ca.self.name()));
		header.setTransactionID(Ids.bytes(id).toArray()).setSenderNonce(nonce)
				.setMessageTime(new DERGeneralizedTime(Date.from(clock.instant())));
		if (recipNonce.length > 0) {
			header.setRecipNonce(recipNonce);
		}
		if (implicit) {
			header.setGeneralInfo(
					new InfoTypeAndValue(CMPObjectIdentifiers.it_implicitConfirm, (ASN1Encodable) DERNull.INSTANCE));
		}
		return ours.protect(header, body);
	}

	private CmpMessage said(PKIMessage message) {
		return CmpMessage.read(server.answer(CmpMessage.der(message).toArray()));
	}

	private CmpMessage asked(UUID id, PKIBody body) {
		return said(message(RA.protection(), id, body, new byte[0], false));
	}

	private PKIBody wish(KeyPair pair) {
		return Asked.certificate(Made.request(Made.id(), pair, false), Request.IR);
	}

	private static void failed(int bit, CmpMessage answer) {
		Saying saying = Saying.of(answer, PKIBody.TYPE_INIT_REP);
		assertTrue(saying.failed(bit), saying.toString());
		assertEquals(PKIStatus.REJECTION, saying.status());
	}

	private static CertResponse granted(CmpMessage answer) {
		CertResponse response = CertRepMessage.getInstance(answer.content()).getResponse()[0];
		assertTrue(response.getStatus().getStatus().intValue() <= PKIStatus.GRANTED_WITH_MODS);
		return response;
	}

	private static CertificateInfo certificate(CmpMessage answer) {
		return CertificateInfo.read(CmpMessage
				.der(granted(answer).getCertifiedKeyPair().getCertOrEncCert().getCertificate().getX509v3PKCert()));
	}

	private CmpMessage confirm(UUID id, CmpMessage answered, byte[] hash, int status) {
		return said(message(RA.protection(), id,
				new PKIBody(PKIBody.TYPE_CERT_CONFIRM,
						CertConfirmContent.getInstance(new DERSequence(
								new CertStatus(hash, BigInteger.ZERO,
										new PKIStatusInfo(PKIStatus.getInstance(new ASN1Integer(status))))))),
				answered.senderNonce().toArray(), false));
	}

	@ParameterizedTest
	@EnumSource(Request.class)
	void ourConnectorGetsHoldsReleasesAndRevokesThroughIt(Request kind) {
		CmpCa connector = connector(RA.protection(), kind, false);
		Issued issued = connector.issue(Made.request(Made.id(), holder, true));
		assertEquals(6, ca.status.get(issued.serialNumber()).intValue());
		connector.change(new StatusChange(Made.id(), issued.serialNumber(), StatusChange.Kind.RELEASE, null));
		assertTrue(ca.status.isEmpty());
		connector.change(
				new StatusChange(Made.id(), issued.serialNumber(), StatusChange.Kind.REVOKE, RevocationReason.SUPERSEDED));
		assertEquals(4, ca.status.get(issued.serialNumber()).intValue());
		CaFault no = assertThrows(CaFault.class, () -> connector.change(
				new StatusChange(Made.id(), issued.serialNumber(), StatusChange.Kind.REVOKE, RevocationReason.SUPERSEDED)));
		assertEquals(CaFault.Kind.REFUSED, no.kind());
	}

	@Test
	void aSharedSecretGetsACertificateButNotOnItsWordThatSomebodyHasTheKey() {
		assertEquals(1, List.of(connector(secret, Request.P10CR, true).issue(Made.request(Made.id(), holder, false))).size());
		CaFault no = assertThrows(CaFault.class,
				() -> connector(secret, Request.IR, true).issue(Made.request(Made.id(), holder, false)));
		assertTrue(no.getMessage().contains("possession"), no.getMessage());
		assertEquals(1, ca.issued.size());
	}

	@Test
	void aProofOfPossessionIsVerified() {
		CertRequest request = CertReqMessages.getInstance(wish(holder).getContent()).toCertReqMsgArray()[0].getCertReq();
		failed(PKIFailureInfo.badPOP, proven(request, Made.pair()));
		assertEquals(0, ca.issued.size());
		granted(proven(request, holder));
	}

	private CmpMessage proven(CertRequest request, KeyPair by) {
		POPOSigningKey proof = new POPOSigningKey(null,
				new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2")),
				new DERBitString(Made.sign(by, CmpMessage.der(request)).toArray()));
		return said(message(secret, Made.id(), new PKIBody(PKIBody.TYPE_INIT_REQ,
				new CertReqMessages(new CertReqMsg(request, new ProofOfPossession(proof), null))), new byte[0], true));
	}

	@Test
	void theSameMessageAgainGetsTheSameCertificateAlsoAfterARestart() {
		byte[] message = CmpMessage.der(message(RA.protection(), Made.id(), wish(holder), new byte[0], true)).toArray();
		CertificateInfo first = certificate(CmpMessage.read(server.answer(message)));
		assertEquals(first, certificate(CmpMessage.read(server.answer(message))));
		server = server();
		assertEquals(first, certificate(CmpMessage.read(server.answer(message))));
		assertEquals(1, ca.issued.size());
	}

	@Test
	void anotherRequestInTheSameTransactionIsRefused() {
		UUID id = Made.id();
		certificate(asked(id, wish(holder)));
		failed(PKIFailureInfo.transactionIdInUse, asked(id, wish(Made.pair())));
		assertEquals(1, ca.issued.size());
	}

	@Test
	void whatNobodyConfirmsStaysOnHoldAndAConfirmationIsTakenOnceAlsoAfterARestart() {
		UUID id = Made.id();
		CmpMessage answer = asked(id, wish(holder));
		CertificateInfo certificate = certificate(answer);
		assertEquals(6, ca.status.get(certificate.serialNumber()).intValue());
		failed(PKIFailureInfo.badCertId, confirm(id, answer, new byte[32], PKIStatus.GRANTED));
		assertEquals(6, ca.status.get(certificate.serialNumber()).intValue());
		server = server();
		assertEquals(PKIBody.TYPE_CONFIRM, confirm(id, answer, CmpCa.hash(certificate), PKIStatus.GRANTED).type());
		assertTrue(ca.status.isEmpty());
		ca.change(new StatusChange(Made.id(), certificate.serialNumber(), StatusChange.Kind.HOLD, null));
		server = server();
		assertEquals(PKIBody.TYPE_CONFIRM, confirm(id, answer, CmpCa.hash(certificate), PKIStatus.GRANTED).type());
		assertEquals(6, ca.status.get(certificate.serialNumber()).intValue(), "replayed, it releases nothing");
	}

	@Test
	void aCertificateThatIsRejectedIsRevoked() {
		UUID id = Made.id();
		CmpMessage answer = asked(id, wish(holder));
		CertificateInfo certificate = certificate(answer);
		assertEquals(PKIBody.TYPE_CONFIRM, confirm(id, answer, CmpCa.hash(certificate), PKIStatus.REJECTION).type());
		assertEquals(5, ca.status.get(certificate.serialNumber()).intValue());
		UUID other = Made.id();
		CmpMessage second = asked(other, wish(holder));
		said(message(RA.protection(), other,
				new PKIBody(PKIBody.TYPE_CERT_CONFIRM, CertConfirmContent.getInstance(new DERSequence())),
				second.senderNonce().toArray(), false));
		assertEquals(5, ca.status.get(certificate(second).serialNumber()).intValue(), "an empty certConf rejects");
	}

	@Test
	void aConfirmationThatAnswersAnotherMessageIsRefused() {
		UUID id = Made.id();
		CmpMessage answer = asked(id, wish(holder));
		CertificateInfo certificate = certificate(answer);
		PKIBody body = new PKIBody(PKIBody.TYPE_CERT_CONFIRM, CertConfirmContent
				.getInstance(new DERSequence(new CertStatus(CmpCa.hash(certificate), BigInteger.ZERO))));
		failed(PKIFailureInfo.badRecipientNonce, said(message(RA.protection(), id, body, new byte[16], false)));
		failed(PKIFailureInfo.badRecipientNonce, said(message(RA.protection(), id, body, new byte[0], false)));
		assertEquals(6, ca.status.get(certificate.serialNumber()).intValue());
	}

	@Test
	void aReplayedChangeChangesNothing() {
		CertificateInfo certificate = certificate(
				said(message(RA.protection(), Made.id(), wish(holder), new byte[0], true)));
		PKIMessage hold = message(RA.protection(), Made.id(), Asked.change(
				new StatusChange(Made.id(), certificate.serialNumber(), StatusChange.Kind.HOLD, null), ca.self.name()),
				new byte[0], false);
		said(hold);
		asked(Made.id(), Asked.change(
				new StatusChange(Made.id(), certificate.serialNumber(), StatusChange.Kind.RELEASE, null), ca.self.name()));
		said(hold);
		assertTrue(ca.status.isEmpty());
		clock.by(Duration.ofMinutes(6));
		failed(PKIFailureInfo.badTime, said(hold));
	}

	@Test
	void aRequestWaitsWhileTheCaIsAwayForADayAndIsDoneOnce() {
		ca.away = true;
		UUID id = Made.id();
		CmpMessage answer = asked(id, wish(holder));
		assertTrue(Saying.of(answer, PKIBody.TYPE_INIT_REP).waiting());
		PKIBody poll = new PKIBody(PKIBody.TYPE_POLL_REQ, new PollReqContent(new ASN1Integer(0)));
		for (int hour = 0; hour < 24; hour++) {
			clock.by(Duration.ofHours(1));
			answer = said(message(RA.protection(), id, poll, answer.senderNonce().toArray(), false));
			assertEquals(PKIBody.TYPE_POLL_REP, answer.type());
		}
		ca.away = false;
		answer = said(message(RA.protection(), id, poll, answer.senderNonce().toArray(), false));
		CertificateInfo certificate = certificate(answer);
		assertEquals(PKIBody.TYPE_CONFIRM, confirm(id, answer, CmpCa.hash(certificate), PKIStatus.GRANTED).type());
		assertEquals(1, ca.issued.size());
		assertEquals(0, server.waiting());
	}

	@Test
	void ourConnectorWaitsForACaThatIsAwayAndGoesOnWhenItIsBack() {
		ca.away = true;
		UUID id = Made.id();
		CmpCa connector = connector(RA.protection(), Request.IR, false);
		for (int hour = 0; hour < 24; hour++) {
			CaFault fault = assertThrows(CaFault.class, () -> connector.issue(Made.request(id, holder, true)));
			assertEquals(CaFault.Kind.UNAVAILABLE, fault.kind());
			clock.by(Duration.ofHours(1));
		}
		ca.away = false;
		Issued issued = connector(RA.protection(), Request.IR, false).find(id).orElseThrow();
		assertEquals(issued, connector.issue(Made.request(id, holder, true)));
		assertEquals(1, ca.issued.size());
		assertEquals(6, ca.status.get(issued.serialNumber()).intValue());
	}

	@Test
	void whatIsAskedOfAStrangerOrForANobodyIsRefused() {
		PKIBody wish = wish(holder);
		failed(PKIFailureInfo.signerNotTrusted,
				said(message(Made.under(Made.root("CN=RA CA"), "CN=RA", Trust.CMC_RA).protection(), Made.id(), wish, new byte[0],
						true)));
		failed(PKIFailureInfo.notAuthorized,
				said(message(Made.under(RA_CA, "CN=Clerk", "").protection(), Made.id(), wish, new byte[0], true)));
		failed(PKIFailureInfo.badMessageCheck, said(
				message(new Protection.Shared("ra1", Made.secret("başka")), Made.id(), wish, new byte[0], true)));
		failed(PKIFailureInfo.badMessageCheck, said(
				message(new Protection.Shared("ra2", Made.secret("gizli söz")), Made.id(), wish, new byte[0], true)));
		PKIMessage good = message(RA.protection(), Made.id(), wish, new byte[0], true);
		failed(PKIFailureInfo.badMessageCheck, said(new PKIMessage(good.getHeader(), good.getBody())));
		failed(PKIFailureInfo.badMessageCheck,
				said(new PKIMessage(good.getHeader(), wish(Made.pair()), good.getProtection(), good.getExtraCerts())));
		assertEquals(0, ca.issued.size());
	}

	@Test
	void requestsThatAreNotAsTheyShouldBeAreAnsweredWithAnError() {
		CertReqMsg one = CertReqMessages.getInstance(wish(holder).getContent()).toCertReqMsgArray()[0];
		failed(PKIFailureInfo.badPOP, asked(Made.id(),
				new PKIBody(PKIBody.TYPE_INIT_REQ, new CertReqMessages(new CertReqMsg(one.getCertReq(), null, null)))));
		failed(PKIFailureInfo.badRequest, asked(Made.id(), new PKIBody(PKIBody.TYPE_INIT_REQ,
				new CertReqMessages(new CertReqMsg[] { one, new CertReqMsg(one.getCertReq(), new ProofOfPossession(), null) }))));
		failed(PKIFailureInfo.badRequest, asked(Made.id(), new PKIBody(PKIBody.TYPE_GEN_MSG,
				new GenMsgContent(new InfoTypeAndValue(CMPObjectIdentifiers.it_currentCRL)))));
		failed(PKIFailureInfo.notAuthorized,
				asked(Made.id(), new PKIBody(PKIBody.TYPE_KEY_UPDATE_REQ, new CertReqMessages(one))));
		UUID nothing = Made.id();
		failed(PKIFailureInfo.badRequest, said(message(RA.protection(), nothing,
				new PKIBody(PKIBody.TYPE_POLL_REQ, new PollReqContent(new ASN1Integer(0))), new byte[16], false)));
		nonce = new byte[8];
		failed(PKIFailureInfo.badSenderNonce, asked(Made.id(), wish(holder)));
		assertEquals(0, ca.issued.size());
	}

	@Test
	void whatIsNoCmpMessageIsAFaultAndNothingElse() {
		byte[] deep = new byte[60_000];
		for (int i = 0; i + 4 <= deep.length; i += 4) {
			int left = deep.length - i - 4;
			deep[i] = 0x30;
			deep[i + 1] = (byte) 0x82;
			deep[i + 2] = (byte) (left >> 8);
			deep[i + 3] = (byte) left;
		}
		for (byte[] each : List.of(new byte[0], new byte[] { 0x30, (byte) 0x80, 0, 0 }, deep, new byte[70_000],
				new byte[] { 0x30, (byte) 0x84, 0x7F, -1, -1, -1 })) {
			assertThrows(CmpFault.class, () -> server.answer(each));
		}
	}

	@Test
	void anAnswerRepeatsTheTransactionAndTheNonce() {
		CmpMessage answer = asked(Made.id(), wish(holder));
		assertArrayEquals(nonce, answer.recipNonce().toArray());
		assertEquals(16, answer.senderNonce().length());
		assertEquals(SELF.name(), answer.sender());
	}
}
