package muhurdar.api.spi;

/**
 * What a reader says of itself; empty what it does not tell.
 *
 * @param maker VENDOR_NAME; @param type VENDOR_IFD_TYPE; @param firmware such as {@code 1.04}; @param serialNumber the
 *        reader's own, not a card's
 */
public record ReaderFacts(String maker, String type, String firmware, String serialNumber) {

	/** It tells nothing, or cannot be asked. */
	public static final ReaderFacts NONE = new ReaderFacts("", "", "", "");
}
