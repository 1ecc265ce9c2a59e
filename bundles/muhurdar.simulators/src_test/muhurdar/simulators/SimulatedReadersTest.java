package muhurdar.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;

class SimulatedReadersTest {

	@TempDir
	Path data;
	private final Map<String, String> properties = new HashMap<>();
	private final List<Desk> registered = new ArrayList<>();

	private BundleContext context() {
		ServiceRegistration<?> registration = (ServiceRegistration<?>) Proxy.newProxyInstance(
				getClass().getClassLoader(), new Class<?>[] { ServiceRegistration.class },
				(proxy, method, arguments) -> registered.removeLast());
		return (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { BundleContext.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("registerService")) {
						registered.add((Desk) arguments[1]);
						return registration;
					}
					return properties.get(arguments[0]);
				});
	}

	@Test
	void switchedOffThereAreNone() {
		properties.put("muhurdar.simulator", "off");
		new SimulatedReaders(context()).close();
		assertEquals(List.of(), registered);
	}

	@Test
	void withNothingSaidTheyLieInTheDataFolderAndGoWithTheComponent() {
		properties.put("muhurdar.data", data.toString());
		properties.put("muhurdar.simulator.readers", "3");
		properties.put("muhurdar.simulator.cards", "2");
		SimulatedReaders component = new SimulatedReaders(context());
		Desk desk = registered.getFirst();
		assertEquals(3, desk.readers().size());
		assertEquals(2, desk.box().size());
		assertTrue(data.resolve("simulator/box").toFile().isDirectory());
		component.close();
		assertEquals(List.of(), registered);
		assertThrows(ReaderFault.class, desk::readers);
	}

	@Test
	void theFirstReadersMayBeNamedAfterModelsAndSayAllTheSameThatTheyAreSimulated() {
		properties.put("muhurdar.data", data.toString());
		properties.put("muhurdar.simulator.readers", "3");
		properties.put("muhurdar.simulator.models", "ACS_ACR38T, MILKO");
		SimulatedReaders component = new SimulatedReaders(context());
		assertEquals(List.of("ACS ACR38T (sanal) 01", "MILKO (sanal) 02", "Sanal Okuyucu 03"),
				registered.getFirst().readers().stream().map(ReaderName::name).toList());
		component.close();
	}

	@Test
	void aRecordingThatCannotBePlayedTakesNoOtherReaderAway() throws IOException {
		properties.put("muhurdar.data", data.toString());
		Path noTrace = Files.writeString(data.resolve("no.trace"), "# muhurdar-trace 2");
		for (String recording : List.of(data.resolve("nofile").toString(), noTrace.toString(), data.toString())) {
			properties.put("muhurdar.simulator.replay", recording);
			SimulatedReaders component = new SimulatedReaders(context());
			assertEquals(4, registered.getFirst().readers().size());
			component.close();
			assertEquals(List.of(), registered);
		}
	}

	@Test
	void aSecondProcessIsNamedByHostAndPort() {
		properties.put("muhurdar.simulator", "tcp:localhost:4711");
		SimulatedReaders component = new SimulatedReaders(context());
		assertInstanceOf(RemoteDesk.class, registered.getFirst());
		component.close();
	}

	@Test
	void aFolderThatIsTakenIsSaidSoAndFreeAgainAfterwards() {
		properties.put("muhurdar.data", data.toString());
		SimulatedReaders one = new SimulatedReaders(context());
		registered.getFirst().readers();
		Desk two = new LocalDesk(data.resolve("simulator"), DeskTest.options(0, false));
		DeskTest.fault(ReaderFault.Kind.SERVICE_GONE, two::readers);
		one.close();
		assertEquals(2, two.readers().size());
		two.close();
	}
}
