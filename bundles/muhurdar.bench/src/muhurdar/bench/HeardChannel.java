package muhurdar.bench;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;

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
		return heard(command, Shown.isSecret(command));
	}

	@Override
	public byte[] transmitSecret(byte[] command) {
		return heard(command, true);
	}

	private byte[] heard(byte[] command, boolean secret) {
		String shown = Shown.command(command, secret);
		long start = System.nanoTime();
		try {
			byte[] answer = secret ? channel.transmitSecret(command) : channel.transmit(command);
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
