package muhurdar.cli;

import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.ChipList;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.IdentityNo;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** What people type, read or refused. */
final class Numbers {

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
		return ChipList.serial(text);
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
