package javax.smartcardio;

public class CardNotPresentException extends CardException {

	private static final long serialVersionUID = 1L;

	public CardNotPresentException(String message) {
		super(message);
	}
}
