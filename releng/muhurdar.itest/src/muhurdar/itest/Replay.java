package muhurdar.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

import muhurdar.api.CardTrace;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;

/** A reader whose card answers as in one connection of a recording: the product's, by {@code muhurdar.simulator.replay}. */
final class Replay implements AutoCloseable {

	private static final String PROPERTY = "muhurdar.simulator.replay";

	/** Its name differs from the one that was recorded. */
	final ReaderName reader = new ReaderName("replayed", "Kayıt");

	/** @param command which the last connection that is played has, by its beginning */
	Replay(CardTrace recorded, String command) throws IOException, BundleException {
		List<CardTrace.Line> lines = recorded.lines();
		int from = lines.size() - 1;
		while (!lines.get(from).command().startsWith(command)) {
			from--;
		}
		int to = from + 1;
		while (to < lines.size() && !lines.get(to).isReset()) {
			to++;
		}
		while (!lines.get(from).isReset()) {
			from--;
		}
		Path file = Files.createTempFile("recorded", ".trace");
		Files.writeString(file, new CardTrace(new ReaderName("recorded", reader.name()), recorded.begun(), recorded.chip(),
				recorded.profile(), 0, lines.subList(from, to)).text());
		System.setProperty(PROPERTY, file.toString());
		restart();
		Files.delete(file);
	}

	CardReaderDriver driver() {
		return driver("ReplayedReader");
	}

	/** By its class: other drivers may have no service to ask. */
	static CardReaderDriver driver(String type) {
		return House.services(CardReaderDriver.class).stream()
				.filter(driver -> driver.getClass().getName().equals("muhurdar.simulators." + type)).findFirst().orElseThrow();
	}

	/** The properties of the simulators are read at their start. */
	static void restart() throws BundleException {
		Bundle simulators = Arrays.stream(FrameworkUtil.getBundle(Replay.class).getBundleContext().getBundles())
				.filter(bundle -> bundle.getSymbolicName().equals("muhurdar.simulators")).findFirst().orElseThrow();
		simulators.stop();
		simulators.start();
	}

	@Override
	public void close() throws BundleException {
		System.clearProperty(PROPERTY);
		restart();
	}
}
