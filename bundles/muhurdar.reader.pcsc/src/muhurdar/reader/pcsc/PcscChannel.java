package muhurdar.reader.pcsc;

import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jnasmartcardio.Smartcardio.JnaCardChannel;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.Dialogue;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.domain.Bytes;

/** One card, held exclusively, with a PC/SC context of its own that ends with it. */
final class PcscChannel implements CardChannel {

	private static final String EXCLUSIVELY = "EXCLUSIVE;*";
	/** How long after a card was pulled the service may still believe in it. */
	private static final long SEEN_TO_BE_GONE_MILLIS = 1000;
	private static final int CONNECT_AT_MOST = 5;
	private static final Logger LOG = LoggerFactory.getLogger(PcscChannel.class);

	private final PcscContext context;
	private final String reader;
	private final CardTerminal terminal;
	private final Card card;
	private final RawExchange raw;
	private final Dialogue<CardException> dialogue;
	private @Nullable ReaderFault dead;
	private boolean closed;

	/** The context is closed with the channel; if this fails, it stays the caller's. */
	PcscChannel(PcscContext context, String reader) {
		this.context = context;
		this.reader = reader;
		this.terminal = context.terminal(reader);
		try {
			// whoever had the card before may have left it in any state; the provider can reset only as it leaves
			connect(terminal).disconnect(true);
			card = connect(terminal);
			raw = new RawExchange((JnaCardChannel) card.getBasicChannel());
			dialogue = new Dialogue<>(raw, card.getProtocol().equals("T=0"));
		} catch (CardException | RuntimeException | LinkageError e) {
			throw fault(e);
		}
	}

	/**
	 * jnasmartcardio asks SCardStatus for the protocol; of a card that has just come, pcscd may answer that there is none
	 * yet, though the connection has one, and then every command fails (SCARD_E_PROTO_MISMATCH).
	 */
	private static Card connect(CardTerminal terminal) throws CardException {
		for (int left = CONNECT_AT_MOST; true; left--) {
			Card card = terminal.connect(EXCLUSIVELY);
			if (left == 1 || card.getProtocol().startsWith("T=")) {
				return card;
			}
			card.disconnect(false);
		}
	}

	@Override
	public Bytes atr() {
		return Bytes.of(card.getATR().getBytes());
	}

	@Override
	public byte[] transmit(byte[] command) {
		if (closed) {
			throw new IllegalStateException("channel is closed");
		}
		ReaderFault earlier = dead;
		if (earlier != null) {
			throw new ReaderFault(earlier.kind(), reader, earlier);
		}
		try {
			return dialogue.transmit(command);
		} catch (CardException | ReaderFault e) {
			ReaderFault fault = fault(e);
			dead = fault;
			throw fault;
		}
	}

	/** A transmission that came to nothing does not say whether the card is mute or gone: the reader knows. */
	private ReaderFault fault(Throwable error) {
		ReaderFault fault = Faults.of(reader, error, Kind.CARD_MUTE);
		try {
			if (fault.kind() == Kind.CARD_MUTE && terminal.waitForCardAbsent(SEEN_TO_BE_GONE_MILLIS)) {
				return new ReaderFault(Kind.CARD_GONE, reader, fault);
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
		try {
			// pcscd takes a reader for empty whose card cannot be reset, and would not see one put in at once
			card.disconnect(dead == null);
		} catch (CardException | RuntimeException e) {
			LOG.debug("{} could not be disconnected, the card is gone or its service", reader, e);
		}
		raw.close();
		context.close();
	}
}
