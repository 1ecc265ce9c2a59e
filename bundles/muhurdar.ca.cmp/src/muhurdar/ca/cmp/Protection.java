package muhurdar.ca.cmp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIHeader;
import org.bouncycastle.asn1.cmp.PKIHeaderBuilder;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;
import muhurdar.pki.KeyFile;
import muhurdar.pki.PkiFault;

/** How the messages of one side are protected (RFC 9810 §5.1.3). Thread-safe. */
sealed interface Protection {

	/** Who protects: goes into the header. */
	X500Name sender();

	/** Sets algorithm and key id, and protects. */
	PKIMessage protect(PKIHeaderBuilder header, PKIBody body);

	/** With a secret that both sides know; the reference names it. */
	record Shared(String reference, Secret secret) implements Protection {

		@Override
		public X500Name sender() {
			return new X500NameBuilder().addRDN(BCStyle.CN, reference).build();
		}

		@Override
		public PKIMessage protect(PKIHeaderBuilder builder, PKIBody body) {
			AlgorithmIdentifier algorithm = Pbm.fresh();
			PKIHeader header = builder.setProtectionAlg(algorithm)
					.setSenderKID(reference.getBytes(java.nio.charset.StandardCharsets.UTF_8)).build();
			byte[] mac;
			synchronized (secret) {
				mac = Pbm.mac(algorithm, secret, CmpMessage.protectedPart(header, body));
			}
			return new PKIMessage(header, body, new DERBitString(mac));
		}
	}

	/** With a private key; its certificate and the chain go along. */
	record Signed(KeyFile.Entry entry, X509CertificateHolder certificate) implements Protection {

		static Signed with(KeyFile.Entry entry) {
			return new Signed(entry, holder(entry.chain().getFirst()));
		}

		@Override
		public X500Name sender() {
			return certificate.getSubject();
		}

		@Override
		public PKIMessage protect(PKIHeaderBuilder builder, PKIBody body) {
			try {
				ContentSigner signer = new JcaContentSignerBuilder(algorithm()).build(entry.key());
				builder.setProtectionAlg(signer.getAlgorithmIdentifier());
				SubjectKeyIdentifier id = SubjectKeyIdentifier.fromExtensions(certificate.getExtensions());
				if (id != null) {
					builder.setSenderKID(id.getKeyIdentifier());
				}
				PKIHeader header = builder.build();
				try (OutputStream out = signer.getOutputStream()) {
					out.write(CmpMessage.protectedPart(header, body).toArray());
				}
				return new PKIMessage(header, body, new DERBitString(signer.getSignature()), chain(entry.chain()));
			} catch (OperatorCreationException | IOException e) {
				throw new PkiFault("the key for CMP cannot be used", e);
			}
		}

		private String algorithm() {
			return switch (entry.key().getAlgorithm()) {
			case "EC" -> "SHA384withECDSA";
			case "RSASSA-PSS" -> "SHA384withRSAandMGF1";
			default -> "SHA384withRSA";
			};
		}

		private static CMPCertificate[] chain(List<Bytes> chain) {
			return chain.stream().map(each -> new CMPCertificate(holder(each).toASN1Structure()))
					.toArray(CMPCertificate[]::new);
		}

		@Override
		public String toString() {
			return entry.toString();
		}
	}

	private static X509CertificateHolder holder(Bytes der) {
		try {
			return new X509CertificateHolder(der.toArray());
		} catch (IOException e) {
			throw new PkiFault("certificate cannot be read", e);
		}
	}
}
