package muhurdar.cli;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/**
 * What a CRL says of itself (RFC 5280 §5.1), read without making an object of each entry.
 *
 * @param number CRLNumber
 * @param base number of the full list that it goes with, null if it is one itself
 * @param freshest where its delta list is fetched, null if it names none
 */
record CrlFacts(long entries, @Nullable BigInteger number, @Nullable BigInteger base, @Nullable URI freshest) {

	private static final int SEQUENCE = 0x30;
	private static final int EXTENSIONS = 0xA0;
	private static final int URI_NAME = 0x86;

	/** @throws Refusal FIELD_INVALID if it is none */
	static CrlFacts of(byte[] der) {
		try {
			Der list = new Der(der, 0, der.length).inside().inside(); // CertificateList, TBSCertList
			int times = 0;
			long entries = 0;
			Der extensions = new Der(der, 0, 0);
			for (Der each = list; each.more(); each.next()) {
				if (each.tag() == 0x17 || each.tag() == 0x18) {
					times++;
				} else if (each.tag() == SEQUENCE && times > 0) {
					for (Der entry = each.inside(); entry.more(); entry.next()) {
						entries++;
					}
				} else if (each.tag() == EXTENSIONS) {
					extensions = each.inside().inside();
				}
			}
			return of(entries, extensions);
		} catch (ArrayIndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
			throw new Refusal(Why.FIELD_INVALID, e, "CRL", "DER");
		}
	}

	private static CrlFacts of(long entries, Der extensions) {
		BigInteger number = null;
		BigInteger base = null;
		URI freshest = null;
		for (; extensions.more(); extensions.next()) {
			Der parts = extensions.inside();
			int which = new BigInteger(parts.content()).intValue(); // 2.5.29.x
			while (parts.tag() != 0x04) {
				parts.next();
			}
			Der value = parts.inside();
			switch (which) {
			case 0x551D14 -> number = new BigInteger(value.content());
			case 0x551D1B -> base = new BigInteger(value.content());
			case 0x551D2E -> {
				while (value.tag() != URI_NAME) {
					value = value.inside();
				}
				freshest = URI.create(new String(value.content(), StandardCharsets.US_ASCII));
			}
			default -> {
				// says nothing that is shown
			}
			}
		}
		return new CrlFacts(entries, number, base, freshest);
	}

	/** One place in DER (X.690), moving from value to value. */
	private static final class Der {

		private final byte[] bytes;
		private int at;
		private final int end;

		Der(byte[] bytes, int at, int end) {
			this.bytes = bytes;
			this.at = at;
			this.end = end;
		}

		boolean more() {
			return at < end;
		}

		int tag() {
			return bytes[at] & 0xFF;
		}

		private int header() {
			int first = bytes[at + 1] & 0xFF;
			return first < 0x80 ? 2 : 2 + (first & 0x7F);
		}

		private int length() {
			int first = bytes[at + 1] & 0xFF;
			if (first < 0x80) {
				return first;
			}
			int length = new BigInteger(1, Arrays.copyOfRange(bytes, at + 2, at + header())).intValueExact();
			if (length > end - at) {
				throw new IllegalArgumentException("longer than what holds it");
			}
			return length;
		}

		byte[] content() {
			return Arrays.copyOfRange(bytes, at + header(), at + header() + length());
		}

		Der inside() {
			int from = at + header();
			return new Der(bytes, from, from + length());
		}

		void next() {
			at += header() + length();
		}
	}
}
