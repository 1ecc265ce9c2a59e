package muhurdar.pki;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import muhurdar.domain.Bytes;

/**
 * Issuer and root of our own CA, against which certificates are validated (RFC 5280 §6.1, by Java's own validator, at the
 * moment in which the certificate begins; status is not looked at). The chain is kept, and asked for again when a
 * certificate does not build on it. Thread-safe.
 */
final class TrustedChain {

	private final Supplier<List<Bytes>> issuers;
	private volatile List<Bytes> known = List.of();

	/** @param issuers issuing CA first, root last, DER */
	TrustedChain(Supplier<List<Bytes>> issuers) {
		this.issuers = issuers;
	}

	boolean holds(CertificateInfo certificate) {
		if (builds(certificate, known)) {
			return true;
		}
		known = issuers.get();
		return builds(certificate, known);
	}

	private static boolean builds(CertificateInfo certificate, List<Bytes> above) {
		if (above.isEmpty()) {
			return false;
		}
		try {
			CertificateFactory factory = CertificateFactory.getInstance("X.509");
			X509Certificate root = x509(factory, above.getLast());
			List<X509Certificate> path = new ArrayList<>(List.of(x509(factory, certificate.der())));
			for (Bytes issuer : above.subList(0, above.size() - 1)) {
				path.add(x509(factory, issuer));
			}
			// an anchor's own signature is nobody's business but ours
			root.verify(root.getPublicKey());
			PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
			parameters.setRevocationEnabled(false);
			parameters.setDate(Date.from(certificate.notBefore()));
			CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(path), parameters);
			return true;
		} catch (CertPathValidatorException doesNotBuild) {
			return false;
		} catch (GeneralSecurityException e) {
			throw new PkiFault("chain cannot be validated", e);
		}
	}

	private static X509Certificate x509(CertificateFactory factory, Bytes der) throws GeneralSecurityException {
		return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
	}
}
