package muhurdar.ca.cmp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.pki.BouncyCastle;

/**
 * Certificates from which a signer has to descend (RFC 5280 §6.1, by Java's validator, now; revocation is not looked at).
 * Thread-safe.
 */
final class Trust {

	/** Extended key usages of who may speak for a CA: cmcCA and cmcRA (RFC 6402 §2.10). */
	static final String CMC_CA = "1.3.6.1.5.5.7.3.27";
	static final String CMC_RA = "1.3.6.1.5.5.7.3.28";

	private static final Set<ASN1ObjectIdentifier> DIGESTS = Set.of(NISTObjectIdentifiers.id_sha256,
			NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);

	private final List<X509Certificate> anchors;

	private Trust(List<X509Certificate> anchors) {
		this.anchors = List.copyOf(anchors);
	}

	/** Of a file with certificates, PEM or DER. */
	static Trust of(Path file) throws IOException {
		List<X509Certificate> anchors = new ArrayList<>();
		try (InputStream in = Files.newInputStream(file)) {
			for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
				anchors.add((X509Certificate) each);
			}
		} catch (CertificateException e) {
			throw new IOException("no certificates: " + file, e);
		}
		if (anchors.isEmpty()) {
			throw new IOException("no certificates: " + file);
		}
		return new Trust(anchors);
	}

	/** Of certificates, DER. */
	static Trust of(List<Bytes> certificates) {
		return new Trust(certificates.stream().map(Trust::x509).toList());
	}

	/** These and those. */
	Trust and(Trust others) {
		List<X509Certificate> all = new ArrayList<>(anchors);
		all.addAll(others.anchors);
		return new Trust(all);
	}

	/** In the order of the file, DER. */
	List<Bytes> certificates() {
		return anchors.stream().map(Trust::der).toList();
	}

	/** For TLS. */
	List<X509Certificate> anchors() {
		return anchors;
	}

	/**
	 * Whoever signed this message: the first certificate that goes along, or one of these that bears the sender's name.
	 *
	 * @throws CmpFault badMessageCheck if nobody's signature, or another's
	 */
	X509Certificate signer(CmpMessage message) {
		X500Name sender = message.sender();
		X509Certificate signer = message.extraCerts().isEmpty() ? named(sender) : x509(message.extraCerts().getFirst());
		if (sender == null || signer == null || !sender.equals(subject(signer))) {
			throw new CmpFault(PKIFailureInfo.badMessageCheck, "the sender is not the one who signed");
		}
		AlgorithmIdentifier algorithm = message.protectionAlgorithm().orElseThrow();
		if (!signed(message, algorithm, signer)) {
			throw new CmpFault(PKIFailureInfo.badMessageCheck, "the signature is wrong");
		}
		return signer;
	}

	private static boolean signed(CmpMessage message, AlgorithmIdentifier algorithm, X509Certificate signer) {
		return CmpMessage.reading("a signature", () -> {
			AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
			if (digest == null || !DIGESTS.contains(digest.getAlgorithm())) {
				throw new CmpFault(PKIFailureInfo.badAlg, "signature algorithm " + algorithm.getAlgorithm().getId());
			}
			try {
				ContentVerifier verifier = new JcaContentVerifierProviderBuilder().setProvider(BouncyCastle.provider())
						.build(signer.getPublicKey()).get(algorithm);
				try (OutputStream out = verifier.getOutputStream()) {
					out.write(message.protectedPart().toArray());
				}
				return verifier.verify(message.protection());
			} catch (OperatorCreationException | IOException e) {
				throw new CmpFault(PKIFailureInfo.badAlg, "a signature that cannot be verified", e);
			}
		});
	}

	private @Nullable X509Certificate named(@Nullable X500Name name) {
		for (X509Certificate each : anchors) {
			if (subject(each).equals(name)) {
				return each;
			}
		}
		return null;
	}

	boolean contains(X509Certificate certificate) {
		return anchors.contains(certificate);
	}

	/** Whether it descends from these, by way of what came along. */
	boolean holds(X509Certificate certificate, List<Bytes> between, Instant now) {
		try {
			certificate.checkValidity(Date.from(now));
			if (contains(certificate)) {
				return true;
			}
			if (anchors.isEmpty()) {
				return false;
			}
			X509CertSelector target = new X509CertSelector();
			target.setCertificate(certificate);
			var parameters = new PKIXBuilderParameters(
					anchors.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet()), target);
			parameters.setRevocationEnabled(false);
			parameters.setDate(Date.from(now));
			parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(
					between.stream().map(Trust::x509).toList())));
			CertPathBuilder.getInstance("PKIX").build(parameters);
			return true;
		} catch (CertificateException | CertPathBuilderException doesNotBuild) {
			return false;
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has PKIX", e);
		}
	}

	static boolean purpose(X509Certificate certificate, String usage) {
		try {
			List<String> usages = certificate.getExtendedKeyUsage();
			return usages != null && usages.contains(usage);
		} catch (CertificateException e) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "an extended key usage that cannot be read", e);
		}
	}

	static X500Name subject(X509Certificate certificate) {
		return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
	}

	static Bytes der(X509Certificate certificate) {
		try {
			return Bytes.of(certificate.getEncoded());
		} catch (CertificateException e) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "a certificate that cannot be encoded", e);
		}
	}

	static X509Certificate x509(Bytes der) {
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
					.generateCertificate(new ByteArrayInputStream(der.toArray()));
		} catch (CertificateException e) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "a certificate that cannot be read", e);
		}
	}
}
