package muhurdar.domain;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A card reader with a fault.
 *
 * @param number shown to people, {@code O-2026-000004}
 * @param model e.g. ACS ACR38T; @param serialNumber as printed on the reader
 * @param holder whose reader it is, null if it is the institution's
 * @param note all words of the reader desk, each with its day in Türkiye, oldest first, one below the other
 */
public record ReaderReturn(ReaderReturnId id, int version, String number, ReaderReturnState state,
		InstitutionId institution, @Nullable HolderId holder, String model, String serialNumber, String fault,
		Decision reported, Decision changed, @Nullable String note) implements Versioned<ReaderReturnId> {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);

	private static final Pattern NEXT_NOTE = Pattern.compile("\n(?=[0-9]{2}\\.[0-9]{2}\\.[0-9]{4} )");

	public static ReaderReturn report(ReaderReturnId id, String number, InstitutionId institution,
			@Nullable HolderId holder, String model, String serialNumber, String fault, Decision by) {
		return new ReaderReturn(id, 0, number, ReaderReturnState.REPORTED, institution, holder, model, serialNumber,
				fault, by, by, null);
	}

	/** @param word added to the note, which is never replaced: what a decision was made on stays; null for none */
	public ReaderReturn to(ReaderReturnState target, Decision by, @Nullable String word) {
		return new ReaderReturn(id, version, number, state.to(target), institution, holder, model, serialNumber, fault,
				reported, by, word == null ? note : noted(word, by));
	}

	private String noted(String word, Decision by) {
		String dated = DAY.format(LocalDate.ofInstant(by.at(), OrderRules.ZONE)) + " " + word.strip();
		return note == null ? dated : note + "\n" + dated;
	}

	/** What was noted last, with its day, in one line for a row of a table; null without a note. */
	public @Nullable String newestNote() {
		String words = note;
		return words == null ? null : String.join(" · ", NEXT_NOTE.splitAsStream(words).toList().getLast().split("\n"));
	}
}
