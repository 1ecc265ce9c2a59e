package muhurdar.cli;

import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.ChipSerial;
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
		try {
			return new ChipSerial(text.toUpperCase(java.util.Locale.ROOT));
		} catch (IllegalArgumentException e) {
			throw new Refusal(Why.NOT_FOUND, e, text);
		}
	}

	/** picocli fills it before a command runs. */
	static <T> T present(@Nullable T filled) {
		if (filled == null) {
			throw new IllegalStateException("not parsed yet");
		}
		return filled;
	}
}
