package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;

import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;

class SubjectTest {

	@Test
	void namesAreUpperCaseByTurkishRulesWhateverTheLocale() {
		Locale before = Locale.getDefault();
		try {
			for (Locale locale : new Locale[] { Locale.ROOT, Locale.of("tr", "TR"), Locale.ENGLISH }) {
				Locale.setDefault(locale);
				assertEquals("IŞIL İREM ÖZGÜÇ", new Subject(" ışıl  irem ", "özgüç", "10000000146").commonName());
			}
		} finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void namesAreUtf8AndCountryAndIdentityNumberPrintable() {
		var name = X500Name.getInstance(new Subject("Ayşe", "Yılmaz", "10000000146").encoded().toArray());
		assertTrue(name.getRDNs(BCStyle.CN)[0].getFirst().getValue() instanceof ASN1UTF8String);
		assertTrue(name.getRDNs(BCStyle.SURNAME)[0].getFirst().getValue() instanceof ASN1UTF8String);
		assertTrue(name.getRDNs(BCStyle.GIVENNAME)[0].getFirst().getValue() instanceof ASN1UTF8String);
		assertTrue(name.getRDNs(BCStyle.C)[0].getFirst().getValue() instanceof ASN1PrintableString);
		assertTrue(name.getRDNs(BCStyle.SERIALNUMBER)[0].getFirst().getValue() instanceof ASN1PrintableString);
	}

	@Test
	void aNameThatDoesNotFitIsNotCut() {
		assertThrows(IllegalArgumentException.class, () -> new Subject("A".repeat(40), "B".repeat(24), "1"));
		assertEquals(64, new Subject("A".repeat(40), "B".repeat(23), "1").commonName().length());
	}

	@Test
	void emptyNamesAndOddIdentityNumbersAreNotTaken() {
		assertThrows(IllegalArgumentException.class, () -> new Subject(" ", "B", "1"));
		assertThrows(IllegalArgumentException.class, () -> new Subject("A", "", "1"));
		assertThrows(IllegalArgumentException.class, () -> new Subject("A", "B", "12 3"));
	}

	@Test
	void aSubjectPrintsNothingOfThePerson() {
		assertFalse(new Subject("Ayşe", "Yılmaz", "10000000146").toString().matches(".*(AYŞE|YILMAZ|1000).*"));
	}
}
