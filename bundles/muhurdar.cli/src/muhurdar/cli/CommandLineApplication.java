package muhurdar.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.ExitCode;
import muhurdar.api.Settings;
import muhurdar.api.Words;
import muhurdar.domain.Refusal;
import picocli.CommandLine;

/**
 * The workstation without a window ({@code releng/run --no-ui …}). It ends with an {@link ExitCode}.
 */
public final class CommandLineApplication implements IApplication {

	private static final Logger LOG = LoggerFactory.getLogger(CommandLineApplication.class);

	@Override
	public Object start(@Nullable IApplicationContext context) {
		if (context == null) {
			throw new IllegalArgumentException("started without a context");
		}
		String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
		try (Services services = new Services()) {
			PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
			try {
				return run(services, arguments == null ? new String[0] : arguments,
						new PrintWriter(System.out, true, StandardCharsets.UTF_8), err);
			} catch (Refusal refusal) { // the settings name no language that could be used
				LOG.info("refused: {}", refusal.why(), refusal);
				err.println(Words.sentence(refusal, Locale.of("tr")));
				err.println(Words.sentence(refusal, Locale.ENGLISH));
				return ExitCode.of(refusal.why()).code();
			}
		}
	}

	private static int run(Services services, String[] arguments, PrintWriter out, PrintWriter err) {
		Locale locale = Locale.of(language(services, arguments));
		Locale.setDefault(Locale.Category.DISPLAY, locale);
		ResourceBundle texts = ResourceBundle.getBundle("muhurdar.cli.texts", locale,
				CommandLineApplication.class.getClassLoader(),
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
		Words words = Words.of(locale);
		CommandLine line = commands(new Muhurdar(services, words, texts, out), texts);
		line.setOut(out).setErr(err);
		line.setParameterExceptionHandler(new WrongCommand(texts, err));
		line.setExecutionExceptionHandler((fault, command, parsed) -> {
			if (fault instanceof Refusal refusal) {
				err.println(words.sentence(refusal));
				return ExitCode.of(refusal.why()).code();
			}
			String id = UUID.randomUUID().toString().substring(0, 8);
			LOG.error("fault {}", id, fault);
			err.println(texts.getString("fault").formatted(id));
			return ExitCode.FAULT.code();
		});
		int code = line.execute(arguments);
		out.flush();
		err.flush();
		return code;
	}

	static CommandLine commands(Muhurdar root, ResourceBundle texts) {
		CommandLine line = new CommandLine(root);
		for (Object command : List.of(new OrdersCommand(), new BatchCommand(), new CardCommand(), new StockCommand(),
				new DeliveryCommand(),
				new StatusCommand(), new ReaderReturnCommand(), new ReaderCommand(), new CaCommand(), new DemoCommand(),
				new AuditCommand())) {
			line.addSubcommand(command);
		}
		line.setResourceBundle(texts).setCaseInsensitiveEnumValuesAllowed(true);
		line.registerConverter(LocalDate.class, Days::day).registerConverter(Instant.class, Days::time);
		inWords(line, texts);
		return line;
	}

	private static void inWords(CommandLine line, ResourceBundle texts) {
		line.getCommandSpec().usageMessage().synopsisSubcommandLabel(texts.getString("command"));
		line.getSubcommands().values().forEach(subcommand -> inWords(subcommand, texts));
	}

	/** {@code --lang} counts before the commands are known, since help is in that language too. */
	private static String language(Services services, String[] arguments) {
		int at = Arrays.asList(arguments).indexOf("--lang");
		String asked = at >= 0 && at + 1 < arguments.length ? arguments[at + 1]
				: services.find(Settings.class).map(settings -> settings.get(Settings.LANGUAGE)).orElse("tr");
		return "en".equals(asked) ? "en" : "tr";
	}

	@Override
	public void stop() {
		// a command ends by itself; nothing runs on behind it
	}
}
