package muhurdar.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.crmf.CertReqMsg;
import org.bouncycastle.asn1.crmf.CertTemplate;
import org.bouncycastle.asn1.crmf.POPOSigningKey;
import org.bouncycastle.asn1.crmf.ProofOfPossession;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;

/**
 * A certificate request (PKCS#10, or CertReqMsg of RFC 4211) whose proof of possession has been verified: there is no
 * other kind.
 *
 * @param spki SubjectPublicKeyInfo, DER
 */
public record Csr(Bytes der, Bytes spki, KeyType keyType) {

	/**
	 * Builds a request for a key that lives elsewhere, such as on a card.
	 *
	 * @param signer gets the bytes to be signed and returns the signature as {@link Signatures} describes it; what it
	 *        throws comes through
	 * @throws PkiFault if the key is none of ours or the signature does not verify
	 */
	public static Csr build(Bytes spki, Subject subject, UnaryOperator<Bytes> signer) {
		KeyType type = Signatures.keyType(spki);
		var builder = new PKCS10CertificationRequestBuilder(X500Name.getInstance(subject.encoded().toArray()),
				SubjectPublicKeyInfo.getInstance(spki.toArray()));
		try {
			return read(Bytes.of(builder.build(new Elsewhere(Signatures.jcaName(type), signer)).getEncoded()));
		} catch (IOException e) {
			throw new PkiFault("certificate request cannot be encoded", e);
		}
	}

	/**
	 * Reads a request.
	 *
	 * @throws PkiFault if it cannot be read, or its proof of possession does not verify
	 */
	public static Csr read(Bytes der) {
		return read(der, false);
	}

	/**
	 * Reads a request of somebody who is known to verify the possession of keys: a CertReqMsg that says raVerified
	 * (RFC 4211 §4) is believed.
	 *
	 * @throws PkiFault as {@link #read}
	 */
	public static Csr readFromRa(Bytes der) {
		return read(der, true);
	}

	private static Csr read(Bytes der, boolean raBelieved) {
		try {
			if (ASN1Sequence.getInstance(der.toArray()).getObjectAt(1) instanceof ASN1TaggedObject) {
				return read(der, CertReqMsg.getInstance(der.toArray()), raBelieved);
			}
			var request = new PKCS10CertificationRequest(der.toArray());
			Bytes spki = Bytes.of(request.getSubjectPublicKeyInfo().getEncoded("DER"));
			KeyType type = Signatures.keyType(spki);
			if (!algorithm(Signatures.jcaName(type)).getAlgorithm()
					.equals(request.getSignatureAlgorithm().getAlgorithm())) {
				throw new PkiFault("certificate request is signed with another algorithm than its key's");
			}
			Bytes tbs = Bytes.of(request.toASN1Structure().getCertificationRequestInfo().getEncoded());
			if (!Signatures.verify(spki, tbs, Bytes.of(request.getSignature()))) {
				throw new PkiFault("certificate request does not prove possession of its key");
			}
			return new Csr(der, spki, type);
		} catch (PkiFault e) {
			throw e;
		} catch (IOException | RuntimeException e) { // the parser throws whatever rubbish makes it throw
			throw new PkiFault("certificate request cannot be read", e);
		}
	}

	private static Csr read(Bytes der, CertReqMsg request, boolean raBelieved) throws IOException {
		CertTemplate template = request.getCertReq().getCertTemplate();
		Bytes spki = Bytes.of(template.getPublicKey().getEncoded("DER"));
		KeyType type = Signatures.keyType(spki);
		ProofOfPossession proof = request.getPop();
		if (raBelieved && proof.getType() == ProofOfPossession.TYPE_RA_VERIFIED) {
			return new Csr(der, spki, type);
		}
		if (proof.getType() != ProofOfPossession.TYPE_SIGNING_KEY || template.getSubject() == null) {
			throw new PkiFault("certificate request has no signature for a proof");
		}
		POPOSigningKey signed = POPOSigningKey.getInstance(proof.getObject());
		if (signed.getPoposkInput() != null || !algorithm(Signatures.jcaName(type)).getAlgorithm()
				.equals(signed.getAlgorithmIdentifier().getAlgorithm())) {
			throw new PkiFault("certificate request is signed with another algorithm than its key's");
		}
		if (!Signatures.verify(spki, Bytes.of(request.getCertReq().getEncoded("DER")),
				Bytes.of(signed.getSignature().getOctets()))) {
			throw new PkiFault("certificate request does not prove possession of its key");
		}
		return new Csr(der, spki, type);
	}

	private static AlgorithmIdentifier algorithm(String jcaName) {
		return new DefaultSignatureAlgorithmIdentifierFinder().find(jcaName);
	}

	/** Collects what is to be signed and has it signed by somebody else. */
	private record Elsewhere(String jcaName, UnaryOperator<Bytes> signer, ByteArrayOutputStream tbs)
			implements ContentSigner {

		Elsewhere(String jcaName, UnaryOperator<Bytes> signer) {
			this(jcaName, signer, new ByteArrayOutputStream());
		}

		@Override
		public AlgorithmIdentifier getAlgorithmIdentifier() {
			return algorithm(jcaName);
		}

		@Override
		public OutputStream getOutputStream() {
			return tbs;
		}

		@Override
		public byte[] getSignature() {
			return signer.apply(Bytes.of(tbs.toByteArray())).toArray();
		}
	}
}
