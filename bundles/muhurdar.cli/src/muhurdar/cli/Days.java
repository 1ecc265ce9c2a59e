package muhurdar.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

import muhurdar.domain.OrderRules;

/** Dates and times as people here write them, and as programs do. A time without a zone is one of Istanbul. */
final class Days {

	private static final Pattern FORM = Pattern.compile("([0-9]{2}\\.[0-9]{2}\\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}).*");
	private static final DateTimeFormatter DAY = formatter("dd.MM.uuuu");
	private static final DateTimeFormatter MINUTE = formatter("dd.MM.uuuu HH:mm");

	private Days() {
	}

	private static DateTimeFormatter formatter(String pattern) {
		return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
	}

	/** 03.12.2026 or 2026-12-03. @throws java.time.format.DateTimeParseException if it is no day */
	static LocalDate day(String text) {
		return text.contains(".") ? LocalDate.parse(text, DAY) : LocalDate.parse(text);
	}

	/** "03.12.2026 14:30", 2026-12-03T14:30 or 2026-12-03T11:30:00Z. @throws java.time.format.DateTimeParseException if it is no time */
	static Instant time(String text) {
		if (text.endsWith("Z")) {
			return Instant.parse(text);
		}
		LocalDateTime local = text.matches("[0-9.]+ .*") ? LocalDateTime.parse(text, MINUTE) : LocalDateTime.parse(text);
		return local.atZone(OrderRules.ZONE).toInstant();
	}

	/** Written like a day: if it was refused, the calendar has no such day (or the day no such time). */
	static boolean wellWritten(String text) {
		return FORM.matcher(text).matches();
	}
}
