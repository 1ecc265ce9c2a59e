package muhurdar.simulators;

import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.SimulatedHands;

/** Simulated readers, and the hands at them; in this process or in another. */
public interface Desk extends CardReaderDriver, SimulatedHands, AutoCloseable {

	/** The property {@code reader.driver}. */
	String DRIVER = "simulated";

	@Override
	void close();
}
