package muhurdar.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

import org.eclipse.jdt.annotation.Nullable;

/** Dates the Turkish way, {@code dd.MM.yyyy}, in Istanbul's time; null is shown as a dash. */
public final class Dates {

	public static final ZoneId ZONE = ZoneId.of("Europe/Istanbul");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT)
			.withResolverStyle(ResolverStyle.STRICT);
	private static final DateTimeFormatter LENIENT_DAY = DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT)
			.withResolverStyle(ResolverStyle.STRICT);
	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT);
	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
	private static final String NONE = "–";

	private Dates() {
	}

	public static String day(@Nullable LocalDate day) {
		return day == null ? NONE : DAY.format(day);
	}

	public static String day(@Nullable Instant at) {
		return at == null ? NONE : DAY.format(at.atZone(ZONE));
	}

	public static String minute(@Nullable Instant at) {
		return at == null ? NONE : MINUTE.format(at.atZone(ZONE));
	}

	public static String clock(@Nullable Instant at) {
		return at == null ? NONE : CLOCK.format(at.atZone(ZONE));
	}

	/** {@code 14:05}: about when. */
	public static String time(@Nullable Instant at) {
		return at == null ? NONE : TIME.format(at.atZone(ZONE));
	}

	public static LocalDate today() {
		return LocalDate.now(ZONE);
	}

	/** Reads {@code 3.12.2026}, {@code 03/12/2026} or {@code 03-12-2026}; null if it is no date. */
	public static @Nullable LocalDate parse(String text) {
		try {
			return LocalDate.parse(text.strip().replace('/', '.').replace('-', '.'), LENIENT_DAY);
		} catch (DateTimeParseException noDate) {
			return null;
		}
	}

	/** {@code 8 sn}, {@code 6 dk}, {@code 2 sa}: rounded up, for a wait. */
	public static String wait(int seconds) {
		Duration left = Duration.ofSeconds(Math.max(0, seconds));
		if (left.toSeconds() < 100) {
			return Texts.fill(Messages.Dates_Seconds, left.toSeconds());
		}
		if (left.toMinutes() < 100) {
			return Texts.fill(Messages.Dates_Minutes, (seconds + 59) / 60);
		}
		return Texts.fill(Messages.Dates_Hours, (seconds + 3599) / 3600);
	}
}
