package muhurdar.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ResourceBundle;

import org.eclipse.jdt.annotation.Nullable;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in the language of the person what is wrong with a command line, and where its help is. Exit code 2. */
final class WrongCommand implements IParameterExceptionHandler {

	private static final int WRONG = 2;
	private final ResourceBundle texts;
	private final PrintWriter err;

	WrongCommand(ResourceBundle texts, PrintWriter err) {
		this.texts = texts;
		this.err = err;
	}

	@Override
	public int handleParseException(@Nullable ParameterException wrong, String @Nullable [] arguments) {
		Objects.requireNonNull(wrong);
		err.println(sentence(wrong));
		err.println(text("wrong.help", wrong.getCommandLine().getCommandSpec().qualifiedName()));
		return WRONG;
	}

	private String sentence(ParameterException wrong) {
		return switch (wrong) {
		case MissingParameterException missing -> text("wrong.missing",
				String.join(", ", missing.getMissing().stream().map(WrongCommand::name).toList()));
		case UnmatchedArgumentException unknown -> text("wrong.unknown", String.join(" ", unknown.getUnmatched()));
		case OverwrittenOptionException twice -> text("wrong.twice", name(twice.getOverwritten()));
		default -> other(wrong);
		};
	}

	private String other(ParameterException wrong) {
		ArgSpec argument = wrong.getArgSpec();
		String value = wrong.getValue();
		if (argument == null) {
			return String.valueOf(wrong.getMessage()); // our own sentence
		}
		if (value == null) {
			return text("wrong.missing", name(argument));
		}
		Class<?> type = argument.auxiliaryTypes()[0];
		if (type == LocalDate.class || type == Instant.class) {
			return Days.wellWritten(value) ? text("wrong.day", name(argument), value)
					: text(type == Instant.class ? "wrong.time" : "wrong.date", name(argument), value);
		}
		List<String> allowed = new ArrayList<>();
		if (type.isEnum()) {
			argument.completionCandidates().forEach(allowed::add);
		}
		return allowed.isEmpty() ? text("wrong.value", name(argument), value)
				: text("wrong.choice", name(argument), value, String.join(", ", allowed));
	}

	private static String name(ArgSpec argument) {
		return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
	}

	private String text(String key, Object... arguments) {
		return texts.getString(key).formatted(arguments);
	}
}
