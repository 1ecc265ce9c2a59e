package muhurdar.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import muhurdar.api.spi.CardChannel;
import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;

/** A channel that counts its commands, and at one of them does something else than the card. */
final class WatchedChannel implements CardChannel {

	/** One command as it was sent. @param own a secret one itself */
	record Sent(byte[] command, Optional<Secret> own) {

		boolean secret() {
			return own.isPresent();
		}

		/** The caller has closed it. */
		boolean wiped() {
			try {
				own.orElseThrow().bytes();
				return false;
			} catch (IllegalStateException closed) {
				return true;
			}
		}
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
		return exchange(new Sent(command.clone(), Optional.empty()), channel::transmit);
	}

	@Override
	public byte[] transmitSecret(Secret command) {
		return exchange(new Sent(command.use(byte[]::clone), Optional.of(command)), same -> channel.transmitSecret(command));
	}

	private byte[] exchange(Sent sending, UnaryOperator<byte[]> card) {
		sent.add(sending);
		byte[] command = sending.command().clone();
		return sent.size() - 1 == at ? trouble.with(command, card) : card.apply(command);
	}

	@Override
	public void close() {
		channel.close();
	}
}
