package muhurdar.ca.cmp;

import org.bouncycastle.asn1.cmp.PKIFailureInfo;

/** Looks how deep a DER value nests before a parser that calls itself is let near it. */
final class Nesting {

	private static final int CONSTRUCTED = 0x20;
	private static final int LONG_TAG = 0x1F;
	private static final int LONG_LENGTH = 0x80;

	private final byte[] der;
	private int at;

	private Nesting(byte[] der) {
		this.der = der;
	}

	/** @throws CmpFault badDataFormat if it nests deeper, has indefinite lengths, or is not exactly one value */
	static void check(byte[] der, int deepest) {
		var nesting = new Nesting(der);
		nesting.value(der.length, deepest);
		if (nesting.at != der.length) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "more than one value");
		}
	}

	private void value(int end, int deepest) {
		int tag = octet(end);
		if ((tag & LONG_TAG) == LONG_TAG) {
			while ((octet(end) & LONG_LENGTH) != 0) {
				// the tag goes on
			}
		}
		int length = length(end);
		if (length > end - at) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "a value longer than what it lies in");
		}
		int own = at + length;
		if ((tag & CONSTRUCTED) == 0) {
			at = own;
			return;
		}
		if (deepest == 0) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "a value that nests too deep");
		}
		while (at < own) {
			value(own, deepest - 1);
		}
	}

	private int length(int end) {
		int first = octet(end);
		if (first < LONG_LENGTH) {
			return first;
		}
		int octets = first - LONG_LENGTH;
		if (octets == 0 || octets > 3) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "a length that is indefinite or too long");
		}
		int length = 0;
		for (int i = 0; i < octets; i++) {
			length = length << 8 | octet(end);
		}
		return length;
	}

	private int octet(int end) {
		if (at >= end) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "a value that is cut off");
		}
		return der[at++] & 0xFF;
	}
}
