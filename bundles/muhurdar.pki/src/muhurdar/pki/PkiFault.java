package muhurdar.pki;

/** Data is not what it should be: DER that cannot be read, a key too weak, a signature or seal that does not verify. */
public final class PkiFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public PkiFault(String detail) {
		super(detail);
	}

	public PkiFault(String detail, Throwable cause) {
		super(detail, cause);
	}
}
