package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.card.akis.spi.AkisDialect;
import muhurdar.card.akis.spi.AkisFamily;

/** A licensed dialect comes as a bundle, takes the cards of its families, and goes again; nothing is restarted. */
class DialectsTest {

	private final SimulatedHands hands = House.service(SimulatedHands.class);
	private final CardReaderDriver driver = House.services(CardReaderDriver.class).stream()
			.filter(each -> each.getClass().getName().startsWith("muhurdar.simulators")).findFirst().orElseThrow();
	private final CardProfile akis = House.services(CardProfile.class).stream().filter(each -> each.id().equals("akis"))
			.findFirst().orElseThrow();
	private final AkisDialect iso = House.service(AkisDialect.class);
	private final List<String> asked = new ArrayList<>();

	/** Speaks the ISO dialect's words and notes that it was asked. */
	private AutoCloseable come(String name, int ranking, AkisFamily family) {
		AkisDialect dialect = (AkisDialect) Proxy.newProxyInstance(AkisDialect.class.getClassLoader(),
				new Class<?>[] { AkisDialect.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("speaksTo")) {
						return arguments[0] == family;
					}
					if (method.getDeclaringClass() == AkisDialect.class) {
						asked.add(name);
					}
					try {
						return method.invoke(method.getDeclaringClass() == Object.class ? asked : iso, arguments);
					} catch (InvocationTargetException e) {
						throw e.getCause();
					}
				});
		Dictionary<String, Object> first = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, ranking));
		return FrameworkUtil.getBundle(DialectsTest.class).getBundleContext().registerService(AkisDialect.class, dialect,
				first)::unregister;
	}

	/** Whom the profile asks about a blank card. */
	private List<String> asked() {
		ReaderName reader = driver.readers().getFirst();
		if (hands.cardIn(reader).isEmpty()) {
			hands.makeBlank(1);
			hands.swap(reader);
		}
		asked.clear();
		try (CardChannel channel = driver.open(reader)) {
			assertEquals(AkisFamily.B, AkisFamily.of(channel.atr()).orElseThrow());
			akis.open(channel).pinTriesLeft();
		}
		return List.copyOf(asked);
	}

	@Test
	void theDialectOfTheHighestRankingForTheFamilyIsAskedWhileItIsThere() throws Exception {
		assertEquals(List.of(), asked());
		try (AutoCloseable licensed = come("licensed", 100, AkisFamily.B)) {
			assertTrue(licensed != null);
			assertEquals(List.of("licensed"), asked());
			try (AutoCloseable lower = come("lower", 50, AkisFamily.B);
					AutoCloseable higher = come("higher", 200, AkisFamily.B);
					AutoCloseable others = come("others", 300, AkisFamily.C)) {
				assertTrue(lower != null && higher != null && others != null);
				assertEquals(List.of("higher"), asked());
			}
			assertEquals(List.of("licensed"), asked());
		}
		assertEquals(List.of(), asked());
	}
}
