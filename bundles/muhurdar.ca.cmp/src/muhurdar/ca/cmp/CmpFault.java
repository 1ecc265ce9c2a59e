package muhurdar.ca.cmp;

import org.bouncycastle.asn1.cmp.PKIFailureInfo;

/** A CMP message that cannot be read, believed or obeyed. */
final class CmpFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int failure;

	/** @param failure a bit of {@link PKIFailureInfo} (RFC 9810 §5.2.3) */
	CmpFault(int failure, String detail) {
		super(detail);
		this.failure = failure;
	}

	CmpFault(int failure, String detail, Throwable cause) {
		super(detail, cause);
		this.failure = failure;
	}

	int failure() {
		return failure;
	}
}
