package muhurdar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

class FileSettingsTest {

	private static final Setting<Integer> DAYS = Setting.number("test.days", 15, "days");
	private static final Setting<Boolean> HOLD = Setting.flag("test.hold", true);
	private static final Setting<String> NAME = Setting.text("test.name", "");

	@TempDir
	Path folder;
	private HomeFolder home;

	@BeforeEach
	void home() {
		home = new HomeFolder(folder);
	}

	@AfterEach
	void forget() {
		System.clearProperty("muhurdar.test.days");
	}

	@Test
	void withoutAFileEverySettingHasItsDefault() {
		Settings settings = new FileSettings(home);
		assertEquals(15, settings.get(DAYS));
		assertEquals(true, settings.get(HOLD));
	}

	@Test
	void thePropertyOfTheProcessBeatsTheFileAndTheFileTheDefault() throws Exception {
		Files.writeString(folder.resolve("settings.properties"), "test.days = 20 \ntest.name=Çağrı\ntest.hold=false\n");
		Settings settings = new FileSettings(home);
		assertEquals(20, settings.get(DAYS));
		assertEquals("Çağrı", settings.get(NAME));
		assertEquals(false, settings.get(HOLD));
		System.setProperty("muhurdar.test.days", "25");
		assertEquals(25, settings.get(DAYS));
	}

	@Test
	void aValueThatIsNotOfItsKindIsRefusedByKeyAndValue() throws Exception {
		Files.writeString(folder.resolve("settings.properties"), "test.days=soon\ntest.hold=maybe\n");
		Settings settings = new FileSettings(home);
		refusedWith(List.of("test.days", "soon"), settings, DAYS);
		refusedWith(List.of("test.hold", "maybe"), settings, HOLD);
	}

	private static void refusedWith(List<Object> arguments, Settings settings, Setting<?> setting) {
		Refusal no = assertThrows(Refusal.class, () -> settings.get(setting));
		assertEquals(Why.FIELD_INVALID, no.why());
		assertEquals(arguments, no.arguments());
	}

	@Test
	void aBrokenFileIsRefusedNotIgnored() throws Exception {
		Files.writeString(folder.resolve("settings.properties"), "test.name=\\uXYZ\n");
		Settings settings = new FileSettings(home);
		assertEquals(Why.FIELD_INVALID, assertThrows(Refusal.class, () -> settings.get(DAYS)).why());
	}
}
