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

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;

/**
 * Issuer and root of our own CA, against which certificates are validated (RFC 5280 §6.1, by Java's own validator, at the
 * moment in which the certificate begins; status is not looked at). The chain is kept, and asked for again when a
 * certificate does not build on it. Thread-safe.
 */
final class TrustedChain {

	private final Supplier<List<Bytes>> issuers;
	private volatile @Nullable Above known;

	/** @param between issuing CA first; @param root signed by itself, as has been verified */
	private record Above(List<X509Certificate> between, TrustAnchor root) {
	}

	/** @param issuers issuing CA first, root last, DER */
	TrustedChain(Supplier<List<Bytes>> issuers) {
		this.issuers = issuers;
	}

	boolean holds(CertificateInfo certificate) {
		try {
			Above before = known;
			if (before != null && builds(certificate, before)) {
				return true;
			}
			List<Bytes> chain = issuers.get();
			if (chain.isEmpty()) {
				return false;
			}
			Above now = above(chain);
			known = now;
			return builds(certificate, now);
		} catch (GeneralSecurityException e) {
			throw new PkiFault("chain cannot be validated", e);
		}
	}

	/** An anchor's own signature is nobody's business but ours. */
	private static Above above(List<Bytes> chain) throws GeneralSecurityException {
		CertificateFactory factory = CertificateFactory.getInstance("X.509");
		List<X509Certificate> all = new ArrayList<>();
		for (Bytes issuer : chain) {
			all.add(x509(factory, issuer));
		}
		X509Certificate root = all.removeLast();
		root.verify(root.getPublicKey());
		return new Above(List.copyOf(all), new TrustAnchor(root, null));
	}

	private static boolean builds(CertificateInfo certificate, Above above) throws GeneralSecurityException {
		try {
			CertificateFactory factory = CertificateFactory.getInstance("X.509");
			List<X509Certificate> path = new ArrayList<>(List.of(x509(factory, certificate.der())));
			path.addAll(above.between());
			PKIXParameters parameters = new PKIXParameters(Set.of(above.root()));
			parameters.setRevocationEnabled(false);
			parameters.setDate(Date.from(certificate.notBefore()));
			CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(path), parameters);
			return true;
		} catch (CertPathValidatorException doesNotBuild) {
			return false;
		}
	}

	private static X509Certificate x509(CertificateFactory factory, Bytes der) throws GeneralSecurityException {
		return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
	}
}
