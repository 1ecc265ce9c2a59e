package muhurdar.simulators;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import muhurdar.api.spi.CardChannel;
import muhurdar.domain.Bytes;

/** A connection to a card of this process, with GET RESPONSE and the right Le dealt with. */
final class LinkChannel implements CardChannel {

	private final Slot.Link link;

	LinkChannel(Slot.Link link) {
		this.link = link;
	}

	@Override
	public Bytes atr() {
		return link.atr();
	}

	@Override
	public byte[] transmit(byte[] command) {
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		byte[] answer = link.exchange(command);
		if (sw1(answer) == 0x6C) {
			byte[] again = command.clone();
			again[again.length - 1] = answer[answer.length - 1];
			answer = link.exchange(again);
		}
		while (sw1(answer) == 0x61) {
			whole.write(answer, 0, answer.length - 2);
			answer = link.exchange(new byte[] { 0, (byte) 0xC0, 0, 0, answer[answer.length - 1] });
		}
		whole.writeBytes(answer);
		Arrays.fill(answer, (byte) 0);
		return whole.toByteArray();
	}

	private static int sw1(byte[] answer) {
		return answer[answer.length - 2] & 0xFF;
	}

	@Override
	public void close() {
		link.close();
	}
}
