package muhurdar.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.Bell;
import muhurdar.api.CardStock;
import muhurdar.api.Cards;
import muhurdar.api.DataFolder;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.Repository;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Institution;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** A store that is empty although the rest of the data folder is not. */
class LostStoreTest {

	/** The CA was asked to do something. */
	private static final class Asked extends RuntimeException {
		private static final long serialVersionUID = 1L;
	}

	@TempDir
	Path folder;

	private DemoStore demo(boolean filled) {
		Institution one = new Institution(new InstitutionId(java.util.UUID.randomUUID()), 0, "Deneme Kurumu", "Ankara");
		Repository<?, ?> institutions = fake(Repository.class, (proxy, method, arguments) -> filled ? List.of(one) : List.of());
		Tx tx = fake(Tx.class, (proxy, method, arguments) -> switch (method.getName()) {
		case "institutions" -> institutions;
		case "note" -> filled ? Optional.of("yes") : Optional.empty();
		default -> throw new AssertionError(method);
		});
		Store store = fake(Store.class, (proxy, method, arguments) -> switch (method.getName()) {
		case "read" -> read(arguments[2], tx);
		default -> throw new AssertionError("nothing may be changed: " + method);
		});
		CertificateAuthority ca = fake(CertificateAuthority.class, (proxy, method, arguments) -> {
			throw new Asked();
		});
		Settings settings = new Settings() {
			@Override
			public <T> T get(Setting<T> setting) {
				return setting.defaultValue();
			}
		};
		Cards cards = fake(Cards.class, (proxy, method, arguments) -> {
			throw new AssertionError(method);
		});
		CardStock stock = fake(CardStock.class, (proxy, method, arguments) -> {
			throw new AssertionError(method);
		});
		Bell bell = (topic, id) -> {
		};
		DataFolder data = (first, more) -> folder.resolve(Path.of(first, more));
		return new DemoStore(store, ca, cards, stock, null, settings, bell, Clock.systemUTC(), data);
	}

	@SuppressWarnings("unchecked")
	private static Object read(Object work, Tx tx) {
		return ((Function<Tx, Object>) work).apply(tx);
	}

	private static <T> T fake(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(LostStoreTest.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	@Test
	void aLostStoreIsNotFilledWithANewDemo() throws Exception {
		assertTrue(demo(true).prepare());
		byte[] mark = Files.readAllBytes(folder.resolve("demo.finished"));
		Refusal no = assertThrows(Refusal.class, demo(false)::prepare);
		assertEquals(Why.STORE_LOST, no.why());
		assertEquals(List.of(folder), no.arguments());
		assertTrue(demo(true).prepare(), "the restored store is the demo again");
		assertEquals(new String(mark), Files.readString(folder.resolve("demo.finished")));
	}

	@Test
	void aDemoThatWasCutOffIsBegunAgain() throws Exception {
		Files.createDirectory(folder.resolve("ca"));
		Files.writeString(folder.resolve("ca").resolve("register.mv.db"), "issued before the process was killed\n");
		assertThrows(Asked.class, demo(false)::prepare);
		assertFalse(Files.exists(folder.resolve("demo.finished")));
	}
}
