package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;

class ChoiceTest {

	@TempDir
	Path folder;

	private JdbcStore store(Map<Setting<?>, Object> set, String password) {
		DataFolder data = (first, more) -> folder.resolve(Path.of(first, more));
		Settings settings = new Settings() {
			@Override
			@SuppressWarnings("unchecked")
			public <T> T get(Setting<T> setting) {
				return (T) set.getOrDefault(setting, setting.defaultValue());
			}
		};
		KeyStorePasswords passwords = name -> Secret.taking((name + password).getBytes(StandardCharsets.UTF_8));
		return new JdbcStore(data, settings, passwords, Clock.systemUTC());
	}

	@Test
	void withoutSettingsItIsAFileInTheDataFolderAndNoTrace() throws Exception {
		JdbcStore store = store(Map.of(), "");
		assertEquals(0, store.changeNumber());
		store.close();
		try (var files = Files.list(folder.resolve("db"))) {
			assertEquals(1, files.filter(file -> file.endsWith("muhurdar.mv.db")).count());
		}
		assertThrows(IllegalStateException.class, store::changeNumber, "a closed store stays closed");
	}

	@Test
	void aServerThatDoesNotAnswerIsUnreachable() throws Exception {
		int free;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			free = socket.getLocalPort();
		}
		JdbcStore store = store(Map.of(Settings.STORE_URL, "jdbc:postgresql://127.0.0.1:" + free + "/x"), "");
		assertEquals(Why.STORE_UNREACHABLE, assertThrows(Refusal.class, store::changeNumber).why());
	}

	@Test
	@EnabledIfSystemProperty(named = "muhurdar.test.postgres", matches = "jdbc:postgresql:.+")
	void aServerIsOpenedWithUserAndPasswordFromTheirPlaces() throws Exception {
		String[] url = System.getProperty("muhurdar.test.postgres").split("[?&=]");
		Path file = Files.writeString(folder.resolve("password"), url[4] + "\n");
		Map<Setting<?>, Object> server = Map.of(Settings.STORE_URL, url[0], Settings.STORE_USER, url[2]);
		RuntimeException wrong = assertThrows(SqlFault.class, store(server, "wrong")::changeNumber);
		assertTrue(wrong.getMessage().startsWith("SQLSTATE 28P01"), wrong.getMessage());

		Map<Setting<?>, Object> withFile = Map.of(Settings.STORE_URL, url[0], Settings.STORE_USER, url[2],
				Choice.PASSWORD_FILE,
				file.toString());
		JdbcStore store = store(withFile, "wrong");
		assertTrue(store.changeNumber() >= 0);
		store.close();
	}
}
