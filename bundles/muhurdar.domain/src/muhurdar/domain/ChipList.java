package muhurdar.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Chip serial numbers as they were scanned, typed or saved as CSV: several in a line with blanks between them, a
 * range as {@code first - last}, or the first cell of each line, after a heading or not.
 *
 * @param serials each once, in their order
 * @param twice those that stand there more than once
 */
public record ChipList(List<ChipSerial> serials, List<ChipSerial> twice) {

	/** Digits that are printed on a card. */
	private static final int SHOWN = 16;
	/** Digits of the shortest whole number: PIV cards have four bytes. */
	private static final int SHORTEST = 8;

	public ChipList {
		serials = List.copyOf(serials);
		twice = List.copyOf(twice);
	}

	/** @throws Refusal CHIP_INVALID with what is no number of a chip, RANGE_INVALID */
	public static ChipList read(String text) {
		Set<ChipSerial> seen = new LinkedHashSet<>();
		Set<ChipSerial> again = new LinkedHashSet<>();
		List<String> lines = text.replace("\uFEFF", "").lines().filter(line -> !line.isBlank()).toList();
		for (int i = 0; i < lines.size(); i++) {
			String cell = lines.get(i).split("[;,\t]", 2)[0].replace("\"", "").strip();
			if (i == 0 && lines.size() > 1 && heading(cell)) {
				continue;
			}
			serials(cell).forEach(serial -> {
				if (!seen.add(serial)) {
					again.add(serial);
				}
			});
		}
		return new ChipList(new ArrayList<>(seen), new ArrayList<>(again));
	}

	private static List<ChipSerial> serials(String cell) {
		String[] ends = cell.split("\\s*[-–]\\s*", 2);
		return ends.length == 2 ? new ChipRange(serial(ends[0]), serial(ends[1])).serials()
				: Arrays.stream(cell.split("\\s+")).map(ChipList::serial).toList();
	}

	/** One number. @throws Refusal CHIP_INVALID */
	public static ChipSerial serial(String typed) {
		try {
			ChipSerial serial = new ChipSerial(typed.strip().toUpperCase(Locale.ROOT));
			int digits = serial.hex().length();
			if (digits < SHOWN && digits != SHORTEST) {
				throw new IllegalArgumentException("too short");
			}
			return serial;
		} catch (IllegalArgumentException e) {
			throw new Refusal(Why.CHIP_INVALID, e, typed);
		}
	}

	/** Words, not a number with a digit wrong. */
	private static boolean heading(String cell) {
		return cell.chars().noneMatch(Character::isDigit);
	}
}
