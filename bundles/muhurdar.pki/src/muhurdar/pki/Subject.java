package muhurdar.pki;

import java.io.IOException;
import java.util.Locale;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

import muhurdar.domain.Bytes;

/**
 * The person in a certificate: C=TR, serialNumber (identity number), SN, GN and CN. Names are written in upper case by
 * Turkish rules (i becomes İ, ı becomes I), blanks brought to one, as UTF8String.
 *
 * @throws IllegalArgumentException if a name is empty, the common name is longer than 64 characters (RFC 5280, upper
 *         bound of CN), or the identity number has other characters than digits and A to Z
 */
public record Subject(String givenName, String surname, String identityNo) {

	private static final Locale TURKISH = Locale.of("tr", "TR");
	private static final int LONGEST_COMMON_NAME = 64;

	public Subject {
		givenName = upper(givenName);
		surname = upper(surname);
		if (givenName.isEmpty() || surname.isEmpty()) {
			throw new IllegalArgumentException("a certificate needs a given name and a surname");
		}
		if (givenName.length() + 1 + surname.length() > LONGEST_COMMON_NAME) {
			throw new IllegalArgumentException("name is longer than " + LONGEST_COMMON_NAME + " characters");
		}
		if (!identityNo.matches("[0-9A-Z]{1,32}")) {
			throw new IllegalArgumentException("identity number has other characters than digits and A to Z");
		}
	}

	public String commonName() {
		return givenName + " " + surname;
	}

	/** The distinguished name, DER. */
	public Bytes encoded() {
		var name = new X500NameBuilder(BCStyle.INSTANCE);
		name.addRDN(BCStyle.C, new DERPrintableString("TR"));
		name.addRDN(BCStyle.SERIALNUMBER, new DERPrintableString(identityNo));
		add(name, BCStyle.SURNAME, surname);
		add(name, BCStyle.GIVENNAME, givenName);
		add(name, BCStyle.CN, commonName());
		try {
			return Bytes.of(name.build().getEncoded("DER"));
		} catch (IOException e) {
			throw new PkiFault("name cannot be encoded", e);
		}
	}

	private static void add(X500NameBuilder name, ASN1ObjectIdentifier type, String value) {
		ASN1Encodable text = new DERUTF8String(value);
		name.addRDN(type, text);
	}

	/** Upper case as a Turkish certificate wants it, whatever the locale of the process. */
	static String upper(String name) {
		return name.strip().replaceAll("\\s+", " ").toUpperCase(TURKISH);
	}

	/** Says nothing of the person: this ends up in logs. */
	@Override
	public String toString() {
		return "Subject(***)";
	}
}
