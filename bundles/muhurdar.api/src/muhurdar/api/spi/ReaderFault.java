package muhurdar.api.spi;

/** A reader or the way to it failed: card pulled, mute, reader unplugged, PC/SC service stopped, library missing. */
public final class ReaderFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** What failed, in the order in which a person can do something about it. */
	public enum Kind {
		/** No card, or it was pulled. */
		CARD_GONE,
		/** Card is there but does not answer. */
		CARD_MUTE,
		/** Somebody else holds the card. */
		IN_USE,
		/** The reader is not there any more. */
		READER_GONE,
		/** The PC/SC service (or simulator process) is not there; readers come back by themselves when it is. */
		SERVICE_GONE
	}

	private final Kind kind;

	public ReaderFault(Kind kind, String detail) {
		super(kind + ": " + detail);
		this.kind = kind;
	}

	public ReaderFault(Kind kind, String detail, Throwable cause) {
		super(kind + ": " + detail, cause);
		this.kind = kind;
	}

	public Kind kind() {
		return kind;
	}
}
