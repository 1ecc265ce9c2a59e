package muhurdar.simulators;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import muhurdar.api.CardTrace.Line;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.domain.Bytes;

/**
 * Answers recorded commands in their order, at once. Of a command that was recorded without its secret only what was
 * shown must be the same: header and lengths; hidden bytes of an answer are zeros. Any other command than the recorded
 * one, or one more, is CARD_MUTE, and its message says at which it was.
 */
final class ReplayedCard implements CardChannel {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();
	private static final int HEADER = 4;

	private final List<Line> lines;
	private int next = 1;

	/** @param lines of one connection, its reset first */
	ReplayedCard(List<Line> lines) {
		this.lines = List.copyOf(lines);
	}

	@Override
	public Bytes atr() {
		return Bytes.ofHex(lines.getFirst().answer());
	}

	@Override
	public byte[] transmit(byte[] command) {
		if (next >= lines.size()) {
			throw deviation(command, "no more");
		}
		Line line = lines.get(next);
		if (!matches(line.command(), command)) {
			throw deviation(command, line.command());
		}
		next++;
		Optional<Kind> fault = line.fault();
		if (fault.isPresent()) {
			throw new ReaderFault(fault.get(), "as recorded");
		}
		return HEX.parseHex(line.answer().replace('*', '0'));
	}

	private static boolean matches(String shown, byte[] command) {
		if (shown.length() != 2 * command.length) {
			return false;
		}
		for (int i = 0; i < command.length; i++) {
			if (shown.charAt(2 * i) != '*' && HexFormat.fromHexDigits(shown, 2 * i, 2 * i + 2) != (command[i] & 0xFF)) {
				return false;
			}
		}
		return true;
	}

	/** The given command may be a secret: header and length only. */
	private ReaderFault deviation(byte[] command, String recorded) {
		return new ReaderFault(Kind.CARD_MUTE, "command %d was recorded as %s, now it is %s of %d bytes".formatted(next, recorded,
				HEX.formatHex(command, 0, Math.min(HEADER, command.length)), command.length));
	}

	/** How many recorded commands were not given. */
	int left() {
		return lines.size() - next;
	}

	@Override
	public void close() {
		// nothing is held
	}
}
