package muhurdar.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.DataFolder;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Settings from {@code -Dmuhurdar.KEY}, read anew each time, then {@code settings.properties} (UTF-8), read once. */
@Component
public final class FileSettings implements Settings {

	private static final Logger LOG = LoggerFactory.getLogger(FileSettings.class);
	private static final String PREFIX = "muhurdar.";
	/** What a CA connector wants to know. */
	private static final String OF_CA = "ca.";
	/** Asked for by the store alone. */
	private static final Setting<String> PASSWORD_FILE = Setting.text("store.password.file", "");
	private static final Map<String, Setting<?>> KNOWN = Stream
			.concat(Settings.ALL.stream(), Stream.of(PASSWORD_FILE, Setting.choice(Settings.LANGUAGE.key(), "tr", "en")))
			.collect(Collectors.toMap(Setting::key, Function.identity(), (one, stricter) -> stricter));

	private final Path file;
	private @Nullable Properties properties;

	@Activate
	public FileSettings(@Reference DataFolder folder) {
		file = folder.path("settings.properties");
	}

	@Override
	public <T> T get(Setting<T> setting) {
		String text = System.getProperty(PREFIX + setting.key());
		if (text == null) {
			text = properties().getProperty(setting.key());
		}
		if (text == null) {
			return setting.defaultValue();
		}
		try {
			return setting.parse().apply(text.strip());
		} catch (IllegalArgumentException e) {
			throw new Refusal(Why.FIELD_INVALID, e, setting.key(), text.strip());
		}
	}

	private synchronized Properties properties() {
		Properties known = properties;
		if (known == null) {
			known = read();
			report(known);
			properties = known;
		}
		return known;
	}

	private Properties read() {
		Properties read = new Properties();
		byte[] bytes;
		try {
			bytes = Files.readAllBytes(file);
		} catch (NoSuchFileException e) {
			return read; // defaults
		} catch (IOException e) {
			throw new UncheckedIOException("cannot read " + file, e);
		}
		String text = text(bytes);
		try {
			read.load(new StringReader(text));
		} catch (IllegalArgumentException e) {
			throw new Refusal(Why.SETTINGS_UNREADABLE, e, file, brokenLine(text));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return read;
	}

	private String text(byte[] bytes) {
		ByteBuffer in = ByteBuffer.wrap(bytes);
		CharBuffer out = CharBuffer.allocate(bytes.length);
		CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
		if (result.isError()) {
			long before = IntStream.range(0, in.position()).filter(i -> bytes[i] == '\n').count();
			throw new Refusal(Why.SETTINGS_UNREADABLE, file, before + 1);
		}
		return out.flip().toString();
	}

	/** Of the first escape that cannot be read. */
	private static int brokenLine(String text) {
		String[] lines = text.split("\n", -1);
		for (int line = 1; line <= lines.length; line++) {
			try {
				new Properties().load(new StringReader(lines[line - 1]));
			} catch (IllegalArgumentException e) {
				return line;
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
		return lines.length;
	}

	/** A key that nobody asks for is told, and so is a value of which nothing can be made. */
	private void report(Properties read) {
		for (String key : new TreeSet<>(read.stringPropertyNames())) {
			Setting<?> setting = KNOWN.get(key);
			if (setting == null && key.startsWith(OF_CA)) {
				continue; // known to the bundle of that CA alone
			}
			if (setting == null) {
				LOG.warn("{}: nobody knows the setting {}", file, key);
				continue;
			}
			try {
				setting.parse().apply(read.getProperty(key).strip());
			} catch (IllegalArgumentException e) {
				LOG.warn("{}: the value of {} cannot be used", file, key, e);
			}
		}
	}
}
