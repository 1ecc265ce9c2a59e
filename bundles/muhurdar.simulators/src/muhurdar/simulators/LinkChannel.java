package muhurdar.simulators;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.Dialogue;
import muhurdar.api.spi.ReaderFault;
import muhurdar.domain.Bytes;

/** A connection to a card of this process, with GET RESPONSE and the right Le dealt with. */
final class LinkChannel implements CardChannel {

	private final Slot.Link link;
	private final Dialogue<ReaderFault> dialogue;

	LinkChannel(Slot.Link link) {
		this.link = link;
		this.dialogue = new Dialogue<>(link::exchange, false);
	}

	@Override
	public Bytes atr() {
		return link.atr();
	}

	@Override
	public byte[] transmit(byte[] command) {
		return dialogue.transmit(command);
	}

	@Override
	public void close() {
		link.close();
	}
}
