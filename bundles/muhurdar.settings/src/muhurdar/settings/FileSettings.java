package muhurdar.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.DataFolder;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Settings from {@code -Dmuhurdar.KEY}, read anew each time, then {@code settings.properties} (UTF-8), read once. */
@Component
public final class FileSettings implements Settings {

	private static final String PREFIX = "muhurdar.";

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
		if (known != null) {
			return known;
		}
		Properties read = new Properties();
		try (var reader = Files.newBufferedReader(file)) {
			read.load(reader);
		} catch (NoSuchFileException e) {
			read.clear(); // no file: defaults
		} catch (IllegalArgumentException e) {
			throw new Refusal(Why.FIELD_INVALID, e, file, String.valueOf(e.getMessage()));
		} catch (IOException e) {
			throw new UncheckedIOException("cannot read " + file, e);
		}
		properties = read;
		return read;
	}
}
