package muhurdar.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.ChipSerial;

/**
 * The dialogue with one card in one reader, without its secrets, as {@link Bench#trace} tells it and as text.
 *
 * <p>The text has a head, each line of it {@code # name value}: {@code # muhurdar-trace 1}, then reader, begun (UTC),
 * chip, profile (left out while unknown), dropped and columns. After it come the lines of the dialogue, four columns
 * each, parted by one space:
 *
 * <pre>
 * AT TOOK COMMAND ANSWER     microseconds since begun, microseconds taken, command APDU, response APDU
 * AT TOOK reset ATR          the card was connected and reset
 * </pre>
 *
 * Bytes are upper-case hexadecimal digits, and {@code **} for a byte that is not shown. The answer to a command that got
 * none is the name of a {@link ReaderFault.Kind}.
 *
 * @param begun when the card was connected first
 * @param chip null until the card has said it
 * @param profile {@link muhurdar.api.spi.CardProfile#id}, null until one was found
 * @param dropped how many lines before the first one here were not kept
 */
public record CardTrace(ReaderName reader, Instant begun, @Nullable ChipSerial chip, @Nullable String profile, int dropped,
		List<Line> lines) {

	/** The command of a line that tells a connection; its answer is the ATR. */
	public static final String RESET = "reset";
	private static final String TITLE = "# muhurdar-trace 1";
	private static final String COLUMNS = "# columns start(µs) duration(µs) command answer";

	public CardTrace {
		lines = List.copyOf(lines);
	}

	/**
	 * One line.
	 *
	 * @param at microseconds since the trace begun
	 * @param took microseconds
	 * @param command bytes as in the text, or {@code reset}
	 * @param answer bytes as in the text, or the name of a fault
	 */
	public record Line(long at, long took, String command, String answer) {

		public Line {
			if (at < 0 || took < 0 || !command.equals(RESET) && !areBytes(command)
					|| !areBytes(answer) && fault(answer).isEmpty()) {
				throw new IllegalArgumentException("not a line of a trace: " + command + " " + answer);
			}
		}

		private static boolean areBytes(String text) {
			for (int i = 0; i + 1 < text.length(); i += 2) {
				boolean hidden = text.charAt(i) == '*' && text.charAt(i + 1) == '*';
				if (!hidden && (isNoDigit(text.charAt(i)) || isNoDigit(text.charAt(i + 1)))) {
					return false;
				}
			}
			return !text.isEmpty() && text.length() % 2 == 0;
		}

		private static boolean isNoDigit(char c) {
			return (c < '0' || c > '9') && (c < 'A' || c > 'F');
		}

		public boolean isReset() {
			return command.equals(RESET);
		}

		/** What went wrong, empty if the card answered. */
		public Optional<ReaderFault.Kind> fault() {
			return fault(answer);
		}

		private static Optional<ReaderFault.Kind> fault(String answer) {
			return Stream.of(ReaderFault.Kind.values()).filter(kind -> kind.name().equals(answer)).findFirst();
		}

		private static Line parse(String text) {
			String[] column = text.split(" ");
			if (column.length != 4) {
				throw new IllegalArgumentException("four columns: " + text);
			}
			return new Line(Long.parseLong(column[0]), Long.parseLong(column[1]), column[2], column[3]);
		}

		@Override
		public String toString() {
			return at + " " + took + " " + command + " " + answer;
		}
	}

	/** The text, each line ended by a line feed. */
	public String text() {
		List<String> text = new ArrayList<>();
		text.add(TITLE);
		text.add("# reader " + reader.driver() + " " + reader.name());
		text.add("# begun " + begun);
		ChipSerial known = chip;
		if (known != null) {
			text.add("# chip " + known.hex());
		}
		if (profile != null) {
			text.add("# profile " + profile);
		}
		text.add("# dropped " + dropped);
		text.add(COLUMNS);
		lines.forEach(line -> text.add(line.toString()));
		return String.join("\n", text) + "\n";
	}

	/**
	 * Reads what {@link #text} wrote.
	 *
	 * @throws IllegalArgumentException if the text is none
	 */
	public static CardTrace parse(String text) {
		List<String> all = text.lines().toList();
		if (all.isEmpty() || !all.getFirst().equals(TITLE)) {
			throw new IllegalArgumentException("does not begin with " + TITLE);
		}
		String[] reader = head(all, "reader").orElseThrow(() -> missing("reader")).split(" ", 2);
		if (reader.length < 2) {
			throw missing("reader");
		}
		Optional<ChipSerial> chip = head(all, "chip").map(ChipSerial::new);
		Optional<String> profile = head(all, "profile");
		try {
			return new CardTrace(new ReaderName(reader[0], reader[1]),
					Instant.parse(head(all, "begun").orElseThrow(() -> missing("begun"))),
					chip.isPresent() ? chip.get() : null, profile.isPresent() ? profile.get() : null,
					Integer.parseInt(head(all, "dropped").orElse("0")),
					all.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Line::parse).toList());
		} catch (DateTimeParseException e) {
			throw new IllegalArgumentException(e);
		}
	}

	private static Optional<String> head(List<String> all, String name) {
		String start = "# " + name + " ";
		return all.stream().filter(line -> line.startsWith(start)).map(line -> line.substring(start.length())).findFirst();
	}

	private static IllegalArgumentException missing(String name) {
		return new IllegalArgumentException("no " + name);
	}
}
