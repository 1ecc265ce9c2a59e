package muhurdar.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import muhurdar.api.spi.ReaderFault;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Id;
import muhurdar.domain.OrderRules;
import muhurdar.domain.QualityRule;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Role;
import muhurdar.domain.Why;

/**
 * What people read where the code has constants: a sentence for every {@link Why}, a name for every state. Turkish or
 * English, from {@code words_tr.properties} and {@code words.properties} beside this class. Dates are shown as
 * {@code dd.MM.yyyy}, times in Europe/Istanbul. Immutable.
 */
public final class Words {

	/** Parts what happened from what to do. */
	static final String BAR = " | ";

	private static final Locale TURKISH = Locale.of("tr");
	private static final Words IN_TURKISH = new Words(TURKISH, "words_tr.properties");
	private static final Words IN_ENGLISH = new Words(Locale.ENGLISH, "words.properties");
	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT)
			.withZone(OrderRules.ZONE);
	private static final int MOST_ARGUMENTS = 3;
	private static final Pattern REFUSAL = Pattern.compile("([A-Z_]+) \\[(.*)\\]");
	private static final String DESK_GIVEN_UP = "desk given up";

	private final Locale locale;
	private final Properties texts = new Properties();

	private Words(Locale locale, String file) {
		this.locale = locale;
		try (InputStream in = Words.class.getResourceAsStream(file)) {
			if (in == null) {
				throw new IllegalStateException("missing: " + file);
			}
			texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Turkish words for a Turkish locale, English ones for any other. */
	public static Words of(Locale locale) {
		return TURKISH.getLanguage().equals(locale.getLanguage()) ? IN_TURKISH : IN_ENGLISH;
	}

	public static String sentence(Refusal refusal, Locale locale) {
		return of(locale).sentence(refusal);
	}

	/** What happened, what it means, what to do: one line. */
	public String sentence(Refusal refusal) {
		return text(refusal).replace(BAR, " ");
	}

	/** Only what happened, for a narrow column. */
	public String happened(Refusal refusal) {
		String text = text(refusal);
		int bar = text.indexOf(BAR);
		String first = bar < 0 ? text : text.substring(0, bar);
		return first.endsWith(";") ? first.substring(0, first.length() - 1) + "." : first;
	}

	/**
	 * Why a card was spoiled, as it is stored: a refusal by its name and arguments, what ended its making, or the words
	 * that somebody typed, which stay as they are.
	 */
	public String reason(String stored) {
		Matcher refusal = REFUSAL.matcher(stored);
		if (!refusal.matches() || Stream.of(Why.values()).noneMatch(each -> each.name().equals(refusal.group(1)))) {
			return stored.startsWith(DESK_GIVEN_UP + ":")
					? known("detail.", DESK_GIVEN_UP) + stored.substring(DESK_GIVEN_UP.length())
					: known("detail.", stored);
		}
		List<Object> arguments = new ArrayList<>();
		for (String argument : refusal.group(2).split(", ")) {
			arguments.add(Stream.of(CardStep.values(), ReaderFault.Kind.values(), QualityRule.values())
					.<Enum<?>>flatMap(Arrays::stream).filter(each -> each.name().equals(argument)).<Object>map(each -> each)
					.findFirst().orElse(argument));
		}
		return happened(new Refusal(Why.valueOf(refusal.group(1)), arguments.toArray()));
	}

	/** Only what to do about it. */
	public String cure(Refusal refusal) {
		String text = text(refusal);
		int bar = text.indexOf(BAR);
		String cure = bar < 0 ? "" : text.substring(bar + BAR.length());
		return cure.isEmpty() ? cure : cure.substring(0, 1).toUpperCase(locale) + cure.substring(1);
	}

	/** A state, role, kind or step as people call it, beginning with a capital. */
	public String name(Enum<?> constant) {
		return texts.getProperty(key(constant), constant.name());
	}

	/** What one check found, a sentence. */
	public String finding(ReaderDoctor.Step step) {
		Object[] shown = step.arguments().stream().map(each -> known("ReaderFault.Kind.", each)).toArray();
		return new MessageFormat(name(step.finding()), locale).format(shown);
	}

	/** The whole examination as a text of lines, for a note or a letter. */
	public String report(ReaderDoctor.Examination examination) {
		StringBuilder text = new StringBuilder(examination.reader());
		if (!examination.model().isEmpty()) {
			text.append(" (").append(examination.model()).append(')');
		}
		text.append(", ").append(show(examination.begun())).append('\n');
		ReaderDoctor.Verdict verdict = examination.verdict();
		if (verdict != null) {
			text.append(name(verdict)).append('\n');
		}
		examination.steps().forEach(step -> text.append("- ").append(name(step.check())).append(": ")
				.append(name(step.result())).append(". ").append(finding(step)).append('\n'));
		return text.toString();
	}

	static String key(Enum<?> constant) {
		return key(constant.getDeclaringClass()) + "." + constant.name();
	}

	/** {@code OrderState}, {@code Bench.Show}. */
	static String key(Class<?> type) {
		return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
	}

	private String text(Refusal refusal) {
		List<String> shown = shown(refusal);
		String key = key(refusal.why());
		String pattern = texts.getProperty(key + variant(refusal.why(), shown), texts.getProperty(key, refusal.why().name()));
		return new MessageFormat(pattern, locale).format(shown.toArray());
	}

	private static String variant(Why why, List<String> shown) {
		return switch (why) {
		case CHANGED_MEANWHILE -> shown.getFirst().isEmpty() ? ".nameless" : "";
		case WRONG_STATE -> shown.get(0).equals(shown.get(1)) ? ".already" : "";
		default -> "";
		};
	}

	/** The arguments for a sentence, and what follows from them: the kind of record, the roles that may. */
	private List<String> shown(Refusal refusal) {
		List<Object> arguments = refusal.arguments();
		List<String> shown = new ArrayList<>(arguments.stream().map(this::show).toList());
		switch (refusal.why()) {
		case WRONG_STATE -> {
			fill(shown, 2);
			shown.add(arguments.isEmpty() ? "" : record(arguments.getFirst()));
		}
		case NOT_ALLOWED -> {
			fill(shown, 1);
			shown.add(arguments.isEmpty() ? "" : whoMay(arguments.getFirst()));
		}
		case FIELD_MISSING, FIELD_INVALID -> {
			fill(shown, 1);
			shown.set(0, known("field.", shown.getFirst()));
		}
		case CARD_CHECK_FAILED, CA_REFUSED -> {
			fill(shown, 1);
			shown.set(0, known("detail.", shown.getFirst()));
		}
		default -> fill(shown, MOST_ARGUMENTS);
		}
		fill(shown, MOST_ARGUMENTS);
		return shown;
	}

	/** What people call it, or the word itself. */
	private String known(String group, String word) {
		return texts.getProperty(group + word.replace(' ', '.'), word);
	}

	private static void fill(List<String> shown, int to) {
		while (shown.size() < to) {
			shown.add("–");
		}
	}

	private String record(Object state) {
		String kind = state instanceof Enum<?> constant ? key(constant.getDeclaringClass()) : "";
		return texts.getProperty("record." + kind, texts.getProperty("record", ""));
	}

	private String whoMay(Object right) {
		return Arrays.stream(Role.values()).filter(role -> role != Role.SYSTEM)
				.filter(role -> right instanceof Right asked && role.rights().contains(asked))
				.map(this::name).collect(Collectors.joining(", "));
	}

	private String show(Object argument) {
		return switch (argument) {
		case Enum<?> constant -> name(constant);
		case LocalDate day -> DAY.format(day);
		case Instant at -> MINUTE.format(at);
		case ChipSerial serial -> serial.shown();
		// for the helpdesk: the end of a UUID of version 7 is random
		case Id id -> "…" + id.toString().substring(id.toString().length() - 8);
		case List<?> several -> several.stream().map(each -> show(each)).collect(Collectors.joining(", "));
		default -> String.valueOf(argument);
		};
	}
}
