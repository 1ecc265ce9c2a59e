package muhurdar.api.spi;

/**
 * What a {@link CardProfile} says of a card: whether it is of its type, and why not.
 *
 * @param detail what the answer rests on, such as an application identifier or a status word in hexadecimal digits;
 *        never anything secret; may be empty
 */
public record Recognition(Answer answer, Reason reason, String detail) {

	/** Whether it is. */
	public enum Answer {
		YES,
		/** The answer to reset does not say enough: the card has to be asked. */
		ASK,
		NO
	}

	/** Why. */
	public enum Reason {
		/** By its answer to reset. detail: the family. */
		ATR_KNOWN,
		/** Nothing in the answer to reset speaks against it, nothing for it. */
		ATR_OPEN,
		/** Not by its answer to reset. */
		ATR_FOREIGN,
		/** It has the application. detail: AID. */
		APPLICATION_FOUND,
		/** It does not have the application. detail: AID and status word. */
		APPLICATION_MISSING,
		/** It took the selection, but its answer is not that application's. detail: AID and status word. */
		APPLICATION_FOREIGN,
		/** It has the application, but not in a version that we can work with. detail: version. */
		VERSION_UNKNOWN
	}

	public static Recognition yes(Reason reason, String detail) {
		return new Recognition(Answer.YES, reason, detail);
	}

	public static Recognition no(Reason reason, String detail) {
		return new Recognition(Answer.NO, reason, detail);
	}

	/** The card has to be asked. */
	public static Recognition ask() {
		return new Recognition(Answer.ASK, Reason.ATR_OPEN, "");
	}
}
