package muhurdar.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Access;
import muhurdar.api.Demo;
import muhurdar.api.Words;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.domain.Actor;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: who acts, in which language, and how results are printed. */
@Command(name = "muhurdar", mixinStandardHelpOptions = true, version = "Mühürdar 1.0.0", scope = ScopeType.INHERIT)
final class Muhurdar implements Runnable {

	@Option(names = "--as", paramLabel = "USER", descriptionKey = "as", scope = ScopeType.INHERIT)
	private @Nullable String as;

	@Option(names = "--lang", paramLabel = "tr|en", descriptionKey = "lang", scope = ScopeType.INHERIT)
	private @Nullable Language lang;

	@Option(names = "--json", descriptionKey = "json", scope = ScopeType.INHERIT)
	private boolean json;

	@Spec
	private @Nullable CommandSpec spec;

	/** As people type it. */
	enum Language {
		tr, en
	}

	private final Services services;
	final Words words;
	final ResourceBundle texts;
	private final PrintWriter out;
	private boolean prepared;

	Muhurdar(Services services, Words words, ResourceBundle texts, PrintWriter out) {
		this.services = services;
		this.words = words;
		this.texts = texts;
		this.out = out;
	}

	@Override
	public void run() {
		throw wrong("command.missing");
	}

	/** A service; the demo has been prepared before it is used. */
	<T> T service(Class<T> type) {
		if (!prepared) {
			services.get(Demo.class).prepare();
			prepared = true;
		}
		return services.get(type);
	}

	/** A service that opens no store. */
	<T> T bare(Class<T> type) {
		return services.get(type);
	}

	/** A service that may be missing. */
	<T> Optional<T> found(Class<T> type) {
		return services.find(type);
	}

	/** All services of a kind as of now. */
	<T> List<T> foundAll(Class<T> type) {
		return services.all(type);
	}

	/** Empty if the computer's smart card service answers, or nobody here asks it. */
	Optional<Refusal> readerService() {
		try {
			services.find(CardReaderDriver.class, "(reader.driver=pcsc)").ifPresent(CardReaderDriver::readers);
			return Optional.empty();
		} catch (ReaderFault fault) {
			return fault.kind() == ReaderFault.Kind.SERVICE_GONE
					? Optional.of(new Refusal(Why.READER_SERVICE_GONE, fault))
					: Optional.empty();
		}
	}

	/** Who acts: {@code --as} is needed. */
	Actor actor() {
		String login = as;
		if (login == null) {
			throw wrong("as.missing");
		}
		try {
			return service(Access.class).signIn(login);
		} catch (Refusal refusal) {
			throw refusal.why() == Why.NOT_FOUND ? new Refusal(Why.USER_UNKNOWN, refusal, login) : refusal;
		}
	}

	Output output() {
		return new Output(out, json, words, texts);
	}

	boolean isJson() {
		return json;
	}

	/** Text as it is. */
	void print(String text) {
		out.print(text);
		out.flush();
	}

	void say(String key, Object... arguments) {
		if (!json) {
			out.println(texts.getString(key).formatted(arguments));
		}
	}

	/** What has to be known though the command was done: on the error stream. */
	void warn(String key) {
		present().commandLine().getErr().println(texts.getString(key));
	}

	/** The command line is wrong: sentence and the help of the command go to the error stream, exit code 2. */
	ParameterException wrong(String key) {
		return new ParameterException(present().commandLine().getParseResult().asCommandLineList().getLast(),
				texts.getString(key));
	}

	private CommandSpec present() {
		CommandSpec known = spec;
		if (known == null) {
			throw new IllegalStateException("not parsed yet");
		}
		return known;
	}
}
