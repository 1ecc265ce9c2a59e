package muhurdar.api.spi;

import java.util.Locale;

/** A carrier. Registered as an OSGi service with the property {@code courier}. Thread-safe. */
public interface Courier {

	/** The same text as the property {@code courier}. */
	String id();

	/** For people; Turkish or English. */
	String name(Locale locale);

	/** A new tracking number. @param serial 0 to 99,999,999, never used before */
	String newTrackingNumber(int serial);

	/** Whether this could be one of the carrier's numbers (form and check digit). */
	boolean validTrackingNumber(String number);
}
