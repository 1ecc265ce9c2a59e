package muhurdar.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;

/** The screen of whoever sits here, wherever the output of the command goes: into no file and no other program. */
final class Terminal implements AutoCloseable {

	private final OutputStream screen;

	Terminal(OutputStream screen) {
		this.screen = screen;
	}

	/** @throws Refusal NO_TERMINAL if nobody sits here */
	static Terminal open() {
		boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
		try {
			return new Terminal(new FileOutputStream(windows ? "CON" : "/dev/tty"));
		} catch (IOException e) {
			throw new Refusal(Why.NO_TERMINAL, e);
		}
	}

	/** One line, the secret at its end. */
	void show(String before, Secret secret) {
		try {
			screen.write((before + " ").getBytes(Charset.defaultCharset()));
			secret.use(bytes -> {
				screen.write(bytes);
				return screen;
			});
			screen.write(System.lineSeparator().getBytes(StandardCharsets.US_ASCII));
			screen.flush();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void close() {
		try {
			screen.close();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
