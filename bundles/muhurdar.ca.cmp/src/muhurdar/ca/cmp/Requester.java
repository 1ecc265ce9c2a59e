package muhurdar.ca.cmp;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;

import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;

/**
 * Who sent a message to the endpoint, as its protection proves.
 *
 * @param identity the same bytes for the same requester, of nobody else
 * @param own its certificate if that is one of the CA's own, which it may renew and revoke, and nothing else
 */
record Requester(Kind kind, Bytes identity, @Nullable X509Certificate own) {

	enum Kind {
		/** Shares the secret. */
		SECRET,
		/** A certificate marked cmcRA under a trusted RA CA: its word that it verified a possession is taken. */
		RA,
		/** Holds a certificate of this CA. */
		HOLDER
	}

	/**
	 * @param ours with the shared secret, if there is one
	 * @param ras the CAs of the RAs
	 * @param own the CA's own chain
	 * @throws CmpFault if it is nobody known
	 */
	static Requester of(CmpMessage message, Protection.@Nullable Shared ours, Trust ras, Trust own, java.time.Instant now) {
		AlgorithmIdentifier algorithm = message.protectionAlgorithm()
				.orElseThrow(() -> new CmpFault(PKIFailureInfo.badMessageCheck, "a request without protection"));
		if (Pbm.is(algorithm)) {
			if (ours == null) {
				throw new CmpFault(PKIFailureInfo.wrongIntegrity, "a MAC, and no secret is shared");
			}
			Bytes reference = Bytes.of(ours.reference().getBytes(StandardCharsets.UTF_8));
			if (!message.senderKid().equals(reference)) {
				throw new CmpFault(PKIFailureInfo.badMessageCheck, "an unknown reference");
			}
			synchronized (ours.secret()) {
				Pbm.verify(message, algorithm, ours.secret());
			}
			return new Requester(Kind.SECRET, reference, null);
		}
		X509Certificate signer = ras.signer(message);
		if (ras.holds(signer, message.extraCerts(), now)) {
			if (!Trust.purpose(signer, Trust.CMC_RA)) {
				throw new CmpFault(PKIFailureInfo.notAuthorized, "the signer is no RA");
			}
			return new Requester(Kind.RA, CmpMessage.der(Trust.subject(signer)), null);
		}
		if (own.holds(signer, message.extraCerts(), now) && !own.contains(signer)) {
			return new Requester(Kind.HOLDER, Trust.der(signer), signer);
		}
		throw new CmpFault(PKIFailureInfo.signerNotTrusted, "the signer is not trusted");
	}
}
