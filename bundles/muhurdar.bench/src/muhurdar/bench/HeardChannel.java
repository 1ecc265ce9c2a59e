package muhurdar.bench;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;

/** A driver's channel with somebody listening who never learns a secret. */
final class HeardChannel implements CardChannel {

	private final CardChannel channel;
	private final Recorder recorder;
	private Tape tape;

	HeardChannel(CardChannel channel, Recorder recorder, Tape tape) {
		this.channel = channel;
		this.recorder = recorder;
		this.tape = tape;
	}

	/** The card has said who it is. */
	void named(ChipSerial serial, String profile) {
		tape = recorder.named(tape, serial, profile);
	}

	@Override
	public Bytes atr() {
		return channel.atr();
	}

	@Override
	public byte[] transmit(byte[] command) {
		return heard(ByteBuffer.wrap(command), Shown.isSecret(command), () -> channel.transmit(command));
	}

	@Override
	public byte[] transmitSecret(Secret command) {
		return heard(command.bytes(), true, () -> channel.transmitSecret(command));
	}

	private byte[] heard(ByteBuffer command, boolean secret, Supplier<byte[]> card) {
		String shown = Shown.command(command, secret);
		long start = System.nanoTime();
		try {
			byte[] answer = card.get();
			recorder.answered(tape, start, shown, Shown.answer(answer, secret));
			return answer;
		} catch (ReaderFault e) {
			recorder.failed(tape, start, shown, e);
			throw e;
		}
	}

	@Override
	public void close() {
		channel.close();
	}
}
