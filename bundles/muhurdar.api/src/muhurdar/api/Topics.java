package muhurdar.api;

/** Event topics (OSGi EventAdmin). An event is only a bell: it carries at most an id, and losing one loses nothing. */
public final class Topics {

	public static final String ORDER = "muhurdar/order";
	public static final String CARD = "muhurdar/card";
	public static final String SHIPMENT = "muhurdar/shipment";
	public static final String CERTIFICATE = "muhurdar/certificate";
	public static final String READER_RETURN = "muhurdar/readerreturn";
	/** Tiles, run or readers of the bench have changed; at most a few times a second. */
	public static final String BENCH = "muhurdar/bench";

	private Topics() {
	}
}
