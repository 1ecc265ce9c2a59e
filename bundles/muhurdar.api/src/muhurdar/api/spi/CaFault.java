package muhurdar.api.spi;

/** A certificate authority said no, or did not say anything. */
public final class CaFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public enum Kind {
		/** It answered no; asking again with the same request gives the same answer. */
		REFUSED,
		/** No answer, or none that can be trusted: whether it did the thing is unknown. */
		UNAVAILABLE
	}

	private final Kind kind;

	public CaFault(Kind kind, String detail) {
		super(kind + ": " + detail);
		this.kind = kind;
	}

	public CaFault(Kind kind, String detail, Throwable cause) {
		super(kind + ": " + detail, cause);
		this.kind = kind;
	}

	public Kind kind() {
		return kind;
	}
}
