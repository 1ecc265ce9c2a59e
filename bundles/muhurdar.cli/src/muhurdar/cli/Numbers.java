package muhurdar.cli;

import java.util.Locale;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.ChipSerial;
import muhurdar.domain.IdentityNo;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** What people type, read or refused. */
final class Numbers {

	/** Digits that are printed on a card. */
	private static final int SHOWN = 16;
	/** Digits of the shortest whole number: PIV cards have four bytes. */
	private static final int SHORTEST = 8;

	private Numbers() {
	}

	static UUID uuid(String text) {
		try {
			return UUID.fromString(text);
		} catch (IllegalArgumentException e) {
			throw new Refusal(Why.NOT_FOUND, e, text);
		}
	}

	static ChipSerial chip(String text) {
		try {
			ChipSerial serial = new ChipSerial(text.strip().toUpperCase(Locale.ROOT));
			int digits = serial.hex().length();
			if (digits < SHOWN && digits != SHORTEST) {
				throw new IllegalArgumentException("too short");
			}
			return serial;
		} catch (IllegalArgumentException e) {
			throw new Refusal(Why.CHIP_INVALID, e, text);
		}
	}

	/** What is written as an identity number has to be one: else a slip of the finger reads as "nobody". */
	static String person(String text) {
		String stripped = text.strip();
		return stripped.matches("[0-9]{11}") ? IdentityNo.check(stripped) : stripped;
	}

	/** picocli fills it before a command runs. */
	static <T> T present(@Nullable T filled) {
		if (filled == null) {
			throw new IllegalStateException("not parsed yet");
		}
		return filled;
	}
}
