package javax.smartcardio;

public class CardException extends Exception {

	private static final long serialVersionUID = 1L;

	public CardException(String message) {
		super(message);
	}

	public CardException(Throwable cause) {
		super(cause);
	}
}
