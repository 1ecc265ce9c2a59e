package muhurdar.api.spi;

import java.nio.ByteBuffer;

import muhurdar.domain.Secret;

/**
 * Where a command APDU has its Le, by the cases of ISO 7816-4, 5.1.
 *
 * @param leAt where Le begins or would begin; 0 if the bytes are no command of any case
 * @param extended lengths of two bytes
 * @param hasData case 3 or 4
 */
record CommandForm(int leAt, boolean extended, boolean hasData) {

	private static final CommandForm UNKNOWN = new CommandForm(0, false, false);

	static CommandForm of(ByteBuffer command) {
		int length = command.limit();
		if (length == 4 || length == 5) {
			return new CommandForm(4, false, false);
		}
		if (length >= 7 && command.get(4) == 0) {
			if (length == 7) {
				return new CommandForm(5, true, false);
			}
			int end = 7 + (command.getShort(5) & 0xFFFF);
			return length == end || length == end + 2 ? new CommandForm(end, true, true) : UNKNOWN;
		}
		int end = length < 6 ? 0 : 5 + (command.get(4) & 0xFF);
		return length >= 6 && command.get(4) != 0 && (length == end || length == end + 1) ? new CommandForm(end, false, true)
				: UNKNOWN;
	}

	boolean known() {
		return leAt > 0;
	}

	/** The command with this Le, added or put in place of its own; 0 is 256, as in 6C00. */
	Secret withLe(ByteBuffer command, int le) {
		return Secret.of(leAt + (extended ? 2 : 1), to -> {
			to.put(command.slice(0, leAt));
			if (extended) {
				to.put((byte) (le == 0 ? 1 : 0));
			}
			to.put((byte) le);
		});
	}
}
