package muhurdar.api.spi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.domain.Secret;

/**
 * Commands to a card in the order of ISO 7816-4, 5.3.4: what the card keeps back (61xx) is fetched, a command with the
 * wrong Le (6Cxx) is sent again with the right one. The one place that knows these two status words: a driver builds its
 * {@link CardChannel#transmit} on it. Used by one thread.
 *
 * @param <X> what the exchange of a driver throws; {@link ReaderFault} if nothing checked
 */
public final class Dialogue<X extends Exception> {

	/** More than any response has in parts of one byte would be a card that never ends. */
	private static final int LONGEST = 65536;

	/** One command and its response, as they are, with at least a status word. */
	@FunctionalInterface
	public interface Exchange<X extends Exception> {
		byte[] exchange(byte[] command) throws X;

		/**
		 * As above, with a command that may be a secret and then lies outside of the heap. Who can hand it on without an array
		 * overrides this; else there is one, which is wiped.
		 *
		 * @param command its bytes from 0 to the limit
		 */
		default byte[] exchange(ByteBuffer command) throws X {
			if (command.hasArray() && command.array().length == command.limit()) {
				return exchange(command.array());
			}
			byte[] copy = new byte[command.limit()];
			try {
				command.get(0, copy);
				return exchange(copy);
			} finally {
				Arrays.fill(copy, (byte) 0);
			}
		}
	}

	private final Exchange<X> card;
	private final boolean t0;

	/** @param t0 with protocol T=0, which has no extended length and no Le after data */
	public Dialogue(Exchange<X> card, boolean t0) {
		this.card = card;
		this.t0 = t0;
	}

	/**
	 * The whole answer with its last status word; the command is left as it is.
	 *
	 * @throws ReaderFault CARD_MUTE for an answer without end
	 */
	public byte[] transmit(byte[] command) throws X {
		return transmit(ByteBuffer.wrap(command));
	}

	/** As {@link #transmit(byte[])}, from where the secret is. */
	public byte[] transmit(Secret command) throws X {
		return transmit(command.bytes());
	}

	private byte[] transmit(ByteBuffer command) throws X {
		byte[] answer = withRightLe(command);
		if (sw1(answer) != 0x61) {
			return answer;
		}
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		for (int parts = 0; sw1(answer) == 0x61; parts++) {
			whole.write(answer, 0, answer.length - 2);
			if (parts > LONGEST || whole.size() > LONGEST) {
				throw new ReaderFault(Kind.CARD_MUTE, "an answer without end");
			}
			answer = withRightLe(
					ByteBuffer.wrap(new byte[] { classOfGetResponse(command.get(0)), (byte) 0xC0, 0, 0, sw2(answer) }));
		}
		whole.writeBytes(answer);
		return whole.toByteArray();
	}

	private byte[] withRightLe(ByteBuffer command) throws X {
		CommandForm form = CommandForm.of(command);
		byte[] answer = send(command, form);
		if (sw1(answer) != 0x6C || !form.known()) {
			return answer;
		}
		try (Secret again = form.withLe(command, sw2(answer) & 0xFF)) {
			return send(again.bytes(), form);
		}
	}

	private byte[] send(ByteBuffer command, CommandForm form) throws X {
		if (!t0) {
			return card.exchange(command);
		}
		if (form.extended()) {
			throw new IllegalArgumentException("an extended command needs T=1");
		}
		return card.exchange(form.hasData() ? command.slice(0, form.leAt()) : command);
	}

	/** The same logical channel, but neither chaining, secure messaging nor a class of the maker's own. */
	private static byte classOfGetResponse(byte of) {
		return (byte) ((of & 0xC0) == 0x40 ? of & 0x4F : of & 0x03);
	}

	private static int sw1(byte[] answer) {
		return answer[answer.length - 2] & 0xFF;
	}

	private static byte sw2(byte[] answer) {
		return answer[answer.length - 1];
	}
}
