package muhurdar.simulators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.CardTrace;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.SimulatedHands;

/**
 * Registers the simulated readers, and the hands at them, unless the property {@code muhurdar.simulator} is
 * {@code off}. {@code tcp:HOST:PORT} in it takes those of a {@link CardProcess}; anything else, or nothing, makes them
 * here, by the properties {@code muhurdar.simulator.readers} (4), {@code .cards} (64 blank ones at the first start),
 * {@code .folder} ({@code simulator} in {@code muhurdar.data}), {@code .scale} (0.1 of a real card's time),
 * {@code .seed} (1), {@code .auto} (false: cards stay in the reader), {@code .type} ({@code akis} or {@code piv}, of the
 * blank cards) and {@code .models} (names of models, with commas, for as many of the readers: {@code ACS_ACR38T,MILKO};
 * an underscore is a blank, which the launcher would part options at).
 *
 * <p>{@code muhurdar.simulator.replay} names a file with a {@link CardTrace}: beside all this there is a reader, driver
 * {@code replayed}, whose card answers as the recorded one did.
 */
@Component(service = {}, immediate = true)
public final class SimulatedReaders {

	private static final String PROPERTY = "muhurdar.simulator";
	private static final Logger LOG = LoggerFactory.getLogger(SimulatedReaders.class);

	private final BundleContext context;
	private final @Nullable Desk desk;
	private @Nullable ServiceRegistration<?> registration;
	private @Nullable ServiceRegistration<?> replayed;

	@Activate
	public SimulatedReaders(BundleContext context) {
		this.context = context;
		this.desk = choose(property("", "on"));
		if (desk != null) {
			Dictionary<String, Object> properties = new Hashtable<>();
			properties.put("reader.driver", Desk.DRIVER);
			registration = context.registerService(
					new String[] { CardReaderDriver.class.getName(), SimulatedHands.class.getName() },
					desk, properties);
		}
		String recording = property(".replay", "");
		if (!recording.isEmpty()) {
			replay(recording);
		}
	}

	/** Without a recording that can be played there is no such reader, and the log says why. */
	private void replay(String recording) {
		try {
			var reader = new ReplayedReader(CardTrace.parse(Files.readString(Path.of(recording))));
			replayed = context.registerService(CardReaderDriver.class, reader,
					FrameworkUtil.asDictionary(Map.of("reader.driver", ReplayedReader.DRIVER)));
		} catch (NoSuchFileException e) {
			LOG.error("no such file: {} ({}.replay), so there is no replayed reader", recording, PROPERTY, e);
		} catch (IOException | IllegalArgumentException e) {
			LOG.error("{} ({}.replay) cannot be replayed: {}", recording, PROPERTY, e.getMessage(), e);
		}
	}

	private @Nullable Desk choose(String where) {
		if (where.equals("off")) {
			return null;
		}
		if (where.startsWith("tcp:")) {
			int colon = where.lastIndexOf(':');
			return new RemoteDesk(where.substring("tcp:".length(), colon), Integer.parseInt(where.substring(colon + 1)));
		}
		String data = context.getProperty("muhurdar.data");
		Path home = data == null ? Path.of(System.getProperty("user.home"), ".muhurdar") : Path.of(data);
		return new LocalDesk(Path.of(property(".folder", home.resolve("simulator").toString())),
				new LocalDesk.Options(Integer.parseInt(property(".readers", "4")),
						Integer.parseInt(property(".cards", "64")), Long.parseLong(property(".seed", "1")),
						Double.parseDouble(property(".scale", "0.1")), Boolean.parseBoolean(property(".auto", "false")),
						Duration.ZERO, CardType.valueOf(property(".type", "akis").toUpperCase(Locale.ROOT)),
						Stream.of(property(".models", "").replace('_', ' ').split(",")).map(String::strip)
								.filter(name -> !name.isEmpty())
								.toList()));
	}

	private String property(String name, String otherwise) {
		@Nullable String value = context.getProperty(PROPERTY + name);
		return value == null ? otherwise : value;
	}

	/** The readers go first, then their cards. */
	@Deactivate
	public void close() {
		for (ServiceRegistration<?> registered : new ServiceRegistration<?>[] { registration, replayed }) {
			if (registered != null) {
				registered.unregister();
			}
		}
		Desk open = desk;
		if (open != null) {
			open.close();
		}
	}
}
