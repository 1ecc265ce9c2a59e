package muhurdar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
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
	void aBrokenFileIsRefusedByFileAndLine() throws Exception {
		brokenIn(2, "test.days=20\ntest.name=\\uXYZ\n".getBytes(StandardCharsets.UTF_8));
		brokenIn(3, "test.days=20\n\ntest.name=\u00c7a\u011fr\u0131\n".getBytes("ISO-8859-9"));
	}

	private void brokenIn(long line, byte[] content) throws Exception {
		Path file = Files.write(folder.resolve("settings.properties"), content);
		Refusal no = assertThrows(Refusal.class, () -> new FileSettings(home).get(DAYS));
		assertEquals(Why.SETTINGS_UNREADABLE, no.why());
		assertEquals(file + " " + line, no.arguments().get(0) + " " + no.arguments().get(1));
	}

	@Test
	void unknownKeysAndValuesOfNoUseAreToldInTheLogOnce() throws Exception {
		Files.writeString(folder.resolve("settings.properties"),
				"foo=1\nlanguage=xx\norder.lapse.months=abc\nca.timeout.seconds=5\ncertificate.key.type=EC_P256\n");
		List<String> lines = new ArrayList<>();
		AppenderBase<ILoggingEvent> seen = new AppenderBase<>() {
			@Override
			protected void append(ILoggingEvent event) {
				lines.add(event.getLevel() + " " + event.getFormattedMessage());
			}
		};
		Logger logger = (Logger) LoggerFactory.getLogger(FileSettings.class);
		seen.start();
		logger.addAppender(seen);
		try {
			Settings settings = new FileSettings(home);
			settings.get(Settings.CA_TIMEOUT);
			settings.get(Settings.CA_TIMEOUT);
		} finally {
			logger.detachAppender(seen);
		}
		String file = folder.resolve("settings.properties").toString();
		assertEquals(
				List.of("WARN " + file + ": nobody knows the setting foo",
						"WARN " + file + ": the value of language cannot be used",
						"WARN " + file + ": the value of order.lapse.months cannot be used"),
				lines);
	}
}
