package muhurdar.card.pkcs11;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.jna.Native;
import com.sun.jna.Platform;

import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.domain.Bytes;

/**
 * Loads, initialises and finalises a module in a process of its own: a module that crashes or hangs as it starts (some
 * do while the PC/SC service is not running) takes this process with it and not the workstation.
 */
final class Trial {

	private static final int SECONDS = 30;
	private static final int USABLE = 0;
	private static final int REFUSED = 3;

	private Trial() {
	}

	/**
	 * Returns if the module has not crashed; whether it can be used is seen when it is loaded here. A Java without the
	 * program {@code java} cannot try anything out and returns at once.
	 *
	 * @throws ReaderFault SERVICE_GONE if it crashed, or did not come to an end
	 */
	static void run(Path module, boolean nullArguments, boolean singleThread) {
		Path java = Path.of(System.getProperty("java.home"), "bin", Platform.isWindows() ? "java.exe" : "java");
		if (!Files.isExecutable(java)) {
			return;
		}
		ProcessBuilder trial = new ProcessBuilder(
				List.of(java.toString(), "--enable-native-access=ALL-UNNAMED", "-XX:-CreateCoredumpOnCrash",
						"-XX:+SuppressFatalErrorMessage", "-cp", classPath(), Trial.class.getName(), module.toString(),
						Boolean.toString(nullArguments), Boolean.toString(singleThread)));
		try {
			Process process = trial.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
			boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
			process.destroyForcibly();
			if (!ended) {
				throw Cryptoki.unusable(module, "it hung for " + SECONDS + " s as it was initialised", null);
			}
			int code = process.exitValue();
			if (code != USABLE && code != REFUSED) {
				throw Cryptoki.unusable(module, "it crashed as it was initialised (exit code " + code + ")", null);
			}
		} catch (IOException e) {
			throw Cryptoki.unusable(module, "it could not be tried out: " + e.getMessage(), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw Cryptoki.unusable(module, "interrupted while it was tried out", e);
		}
	}

	/** Of the few classes that a module is loaded with. */
	private static String classPath() {
		return Stream.of(Trial.class, Native.class, CardReaderDriver.class, Bytes.class).map(Trial::place).distinct()
				.collect(Collectors.joining(File.pathSeparator));
	}

	private static String place(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
		} catch (URISyntaxException e) {
			throw new IllegalStateException(e);
		}
	}

	/** In the process of its own. */
	public static void main(String[] arguments) {
		try {
			Cryptoki.load(Path.of(arguments[0]), Boolean.parseBoolean(arguments[1]), Boolean.parseBoolean(arguments[2])).close();
		} catch (ReaderFault e) {
			System.exit(REFUSED);
		}
	}
}
