package muhurdar.api.spi;

/** The card answered a command with a status word that is not success (ISO 7816-4, table 5). */
public final class CardFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int statusWord;

	/** @param doing what was asked of the card, without its data */
	public CardFault(String doing, int statusWord) {
		super("%s: %04X".formatted(doing, statusWord));
		this.statusWord = statusWord;
	}

	/** SW1 SW2, 0x0000 to 0xFFFF. */
	public int statusWord() {
		return statusWord;
	}
}
