package muhurdar.reader.pcsc;

import javax.smartcardio.CardException;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jnasmartcardio.Smartcardio.JnaCard;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.Dialogue;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;

/** One card, held exclusively, by a connection that is kept for the next one. */
final class PcscChannel implements CardChannel {

	/** How long after a card was pulled the service may still believe in it. */
	private static final long SEEN_TO_BE_GONE_MILLIS = 3000;
	private static final Logger LOG = LoggerFactory.getLogger(PcscChannel.class);

	private final Connections connections;
	private final Connection connection;
	private final JnaCard card;
	private final RawExchange raw;
	private final Dialogue<CardException> dialogue;
	private @Nullable ReaderFault dead;
	private boolean closed;

	/** If this fails, the connection stays the caller's. */
	PcscChannel(Connections connections, Connection connection) {
		this.connections = connections;
		this.connection = connection;
		try {
			card = connection.power(Connection.ANY_PROTOCOL);
			raw = new RawExchange(card.getBasicChannel());
			dialogue = new Dialogue<>(raw, card.getProtocol().equals("T=0"));
		} catch (RuntimeException | LinkageError e) {
			throw fault(e);
		}
	}

	@Override
	public Bytes atr() {
		return Bytes.of(card.getATR().getBytes());
	}

	@Override
	public byte[] transmit(byte[] command) {
		return answer(() -> dialogue.transmit(command));
	}

	@Override
	public byte[] transmitSecret(Secret command) {
		return answer(() -> dialogue.transmit(command));
	}

	private interface Sending {
		byte[] answer() throws CardException;
	}

	private byte[] answer(Sending command) {
		if (closed) {
			throw new IllegalStateException("channel is closed");
		}
		ReaderFault earlier = dead;
		if (earlier != null) {
			throw new ReaderFault(earlier.kind(), connection.reader(), earlier);
		}
		try {
			return command.answer();
		} catch (CardException | ReaderFault e) {
			ReaderFault fault = fault(e);
			dead = fault;
			throw fault;
		}
	}

	/** A transmission that came to nothing does not say whether the card is mute or gone: the reader knows. */
	private ReaderFault fault(Throwable error) {
		ReaderFault fault = Faults.of(connection.reader(), error, Kind.CARD_MUTE);
		try {
			if (fault.kind() == Kind.CARD_MUTE && connection.terminal().waitForCardAbsent(SEEN_TO_BE_GONE_MILLIS)) {
				return new ReaderFault(Kind.CARD_GONE, connection.reader(), fault);
			}
		} catch (CardException | RuntimeException e) {
			fault.addSuppressed(e);
		}
		return fault;
	}

	@Override
	public void close() {
		if (closed) {
			return;
		}
		closed = true;
		raw.close();
		if (dead == null) {
			connections.keep(connection);
			return;
		}
		try {
			// pcscd takes a reader for empty whose card cannot be reset, and would not see one put in at once
			connection.leave();
		} catch (ReaderFault e) {
			LOG.debug("{}: the card is gone or its service", connection.reader(), e);
		}
		connection.close();
	}
}
