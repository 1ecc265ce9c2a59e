package muhurdar.ca.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;
import muhurdar.pki.BouncyCastle;
import muhurdar.pki.KeyFile;
import muhurdar.pki.PkiFault;

/** Root and issuing CA, both EC P-384, in one PKCS#12 file. */
record CaKeys(KeyFile.Entry root, KeyFile.Entry issuing) {

	private static final String ROOT = "root";
	private static final String ISSUING = "issuing";
	/** Backwards, because demo certificates began years ago and must lie inside their issuer's life. */
	private static final int YEARS_BACK = 5;
	private static final int ISSUING_YEARS = 15;
	private static final int ROOT_YEARS = 20;

	/** Reads the keys, or makes them if there is no such file. */
	static CaKeys loadOrMake(Path file, Secret password, Locations locations, Instant now) throws IOException {
		if (!Files.exists(file)) {
			CaKeys made = make(locations, now);
			KeyFile.write(file, password, Map.of(ROOT, made.root, ISSUING, made.issuing));
		}
		Map<String, KeyFile.Entry> entries = KeyFile.read(file, password);
		KeyFile.Entry root = entries.get(ROOT);
		KeyFile.Entry issuing = entries.get(ISSUING);
		if (root == null || issuing == null) {
			throw new PkiFault("key file of the CA lacks a key");
		}
		return new CaKeys(root, issuing);
	}

	/** Issuing CA first, root last, DER. */
	List<Bytes> chain() {
		return issuing.chain();
	}

	Profile.Issuer issuer() {
		return Profile.Issuer.of(issuing.certificate(), issuing.key());
	}

	private static CaKeys make(Locations locations, Instant now) {
		KeyPair rootPair = pair();
		var root = new Profile.Issuer(name("Mühürdar TEST Kök Sertifika"), spki(rootPair), rootPair.getPrivate());
		Bytes rootCertificate = Profile.root(root, years(now, ROOT_YEARS));
		KeyPair pair = pair();
		Bytes certificate = Profile.issuing(root, name("Mühürdar TEST Sertifika Hizmeti"), spki(pair),
				years(now, ISSUING_YEARS), locations);
		return new CaKeys(new KeyFile.Entry(rootPair.getPrivate(), List.of(rootCertificate)),
				new KeyFile.Entry(pair.getPrivate(), List.of(certificate, rootCertificate)));
	}

	private static KeyPair pair() {
		try {
			var generator = KeyPairGenerator.getInstance("EC", BouncyCastle.provider());
			generator.initialize(new ECGenParameterSpec("P-384"), new SecureRandom());
			return generator.generateKeyPair();
		} catch (GeneralSecurityException e) {
			throw new PkiFault("no P-384 in this Java", e);
		}
	}

	private static SubjectPublicKeyInfo spki(KeyPair pair) {
		return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
	}

	private static X500Name name(String commonName) {
		return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "TR").addRDN(BCStyle.O, "Mühürdar TEST")
				.addRDN(BCStyle.CN, commonName).build();
	}

	private static Profile.Validity years(Instant now, int years) {
		var day = now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
		return new Profile.Validity(day.minusYears(YEARS_BACK).toInstant(), day.plusYears(years).toInstant());
	}

	@Override
	public String toString() {
		return "CA keys";
	}
}
