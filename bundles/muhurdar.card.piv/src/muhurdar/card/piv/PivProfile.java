package muhurdar.card.piv;

import org.osgi.service.component.annotations.Component;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Bytes;

/**
 * PIV (NIST SP 800-73-4), with one key: digital signature, 9C. To make a card, it needs what Yubico adds to the
 * standard: a serial number, metadata, another management key. Cards without that are read and used, never made.
 */
@Component(property = "card.profile=piv")
public final class PivProfile implements CardProfile {

	@Override
	public String id() {
		return "piv";
	}

	@Override
	public boolean managed() {
		return true;
	}

	/** Cards of many makers have the application: only they can tell. */
	@Override
	public Recognition recognises(Bytes atr) {
		return Recognition.ask();
	}

	@Override
	public Recognition asks(CardChannel channel) {
		return new PivCommands(channel).recognise();
	}

	@Override
	public SmartCard open(CardChannel channel) {
		PivCommands commands = new PivCommands(channel);
		commands.open();
		return new PivSmartCard(commands);
	}
}
