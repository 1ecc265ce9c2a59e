package muhurdar.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.domain.Secret;

/** Opens the database that the settings name: PostgreSQL, or the H2 file of the data folder. */
record Choice(DataFolder folder, Settings settings, KeyStorePasswords passwords) implements Supplier<Database> {

	/** A file with the database password; empty: the one that KeyStorePasswords has under the name {@code store}. */
	static final Setting<String> PASSWORD_FILE = Setting.text("store.password.file", "");

	@Override
	public Database get() {
		String url = settings.get(Settings.STORE_URL);
		if (url.isEmpty()) {
			return Database.h2(folder.path("db", "muhurdar"));
		}
		String user = settings.get(Settings.STORE_USER);
		return Database.postgres(url, user.isEmpty() ? null : user, url.contains("password=") ? null : password());
	}

	/** The driver takes a String only. */
	private @Nullable String password() {
		String file = settings.get(PASSWORD_FILE);
		if (!file.isEmpty()) {
			try {
				return Files.readString(Path.of(file)).strip();
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
		try (Secret password = passwords.password("store")) {
			return password.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
		}
	}
}
