package muhurdar.ca.embedded;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import muhurdar.domain.Bytes;
import muhurdar.pki.PkiFault;
import muhurdar.pki.SigningKey;

/** Root and issuing CA. */
record CaKeys(KeyHome.Entry root, KeyHome.Entry issuing) {

	private static final String ROOT = "root";
	private static final String ISSUING = "issuing";
	/** Backwards, because demo certificates began years ago and must lie inside their issuer's life. */
	private static final int YEARS_BACK = 5;
	private static final int ISSUING_YEARS = 15;
	private static final int ROOT_YEARS = 20;

	/** Reads the keys, or makes them if there are none. */
	static CaKeys loadOrMake(KeyHome home, KeyHome.Kind kind, Locations locations, Instant now) throws IOException {
		if (!home.filled()) {
			CaKeys made = make(home, kind, locations, now);
			Map<String, KeyHome.Entry> entries = new LinkedHashMap<>();
			entries.put(ROOT, made.root);
			entries.put(ISSUING, made.issuing);
			home.keep(entries);
		}
		Map<String, KeyHome.Entry> entries = home.read();
		KeyHome.Entry root = entries.get(ROOT);
		KeyHome.Entry issuing = entries.get(ISSUING);
		if (root == null || issuing == null) {
			throw new PkiFault("the CA lacks a key");
		}
		return new CaKeys(root, issuing);
	}

	/** Issuing CA first, root last, DER. */
	List<Bytes> chain() {
		return issuing.chain();
	}

	Profile.Issuer issuer() {
		return Profile.Issuer.of(issuing);
	}

	private static CaKeys make(KeyHome home, KeyHome.Kind kind, Locations locations, Instant now) {
		KeyPair rootPair = home.make(kind);
		SigningKey rootKey = home.signing(rootPair);
		var root = new Profile.Issuer(name("Mühürdar TEST Kök Sertifika"), spki(rootPair), rootKey);
		Bytes rootCertificate = Profile.root(root, years(now, ROOT_YEARS));
		KeyPair pair = home.make(kind);
		Bytes certificate = Profile.issuing(root, name("Mühürdar TEST Sertifika Hizmeti"), spki(pair),
				years(now, ISSUING_YEARS), locations);
		return new CaKeys(new KeyHome.Entry(rootKey, List.of(rootCertificate)),
				new KeyHome.Entry(home.signing(pair), List.of(certificate, rootCertificate)));
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
