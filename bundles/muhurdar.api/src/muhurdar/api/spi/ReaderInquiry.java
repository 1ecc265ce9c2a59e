package muhurdar.api.spi;

/**
 * Asks a reader what it says of itself. Registered as an OSGi service with the property {@code reader.model}: the ids of
 * the models it knows, or {@code *} for any; one that knows the model goes before. Thread-safe.
 */
public interface ReaderInquiry {

	/** The property. */
	String MODEL = "reader.model";

	/** @throws ReaderFault if the reader is gone */
	ReaderFacts ask(ReaderControl control);
}
