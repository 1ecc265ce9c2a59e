package muhurdar.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import muhurdar.api.spi.CardChannel;
import muhurdar.domain.Bytes;

/** A channel that counts its commands, and at one of them does something else than the card. */
final class WatchedChannel implements CardChannel {

	/** One command as it was sent. @param array the caller's own */
	record Sent(byte[] command, boolean secret, byte[] array) {
	}

	/** What happens instead of a command. */
	interface Trouble {
		byte[] with(byte[] command, UnaryOperator<byte[]> card);
	}

	private final CardChannel channel;
	private final int at;
	private final Trouble trouble;
	private final List<Sent> sent = new ArrayList<>();

	WatchedChannel(CardChannel channel) {
		this(channel, -1, (command, card) -> card.apply(command));
	}

	/** @param at at which command, the first is 0 */
	WatchedChannel(CardChannel channel, int at, Trouble trouble) {
		this.channel = channel;
		this.at = at;
		this.trouble = trouble;
	}

	List<Sent> sent() {
		return sent;
	}

	@Override
	public Bytes atr() {
		return channel.atr();
	}

	@Override
	public byte[] transmit(byte[] command) {
		return exchange(command, false, channel::transmit);
	}

	@Override
	public byte[] transmitSecret(byte[] command) {
		return exchange(command, true, channel::transmitSecret);
	}

	private byte[] exchange(byte[] command, boolean secret, UnaryOperator<byte[]> card) {
		sent.add(new Sent(command.clone(), secret, command));
		return sent.size() - 1 == at ? trouble.with(command, card) : card.apply(command);
	}

	@Override
	public void close() {
		channel.close();
	}
}
