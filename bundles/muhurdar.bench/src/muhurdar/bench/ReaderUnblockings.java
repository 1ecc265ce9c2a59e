package muhurdar.bench;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.CardOffice;
import muhurdar.api.NewPin;
import muhurdar.api.Unblockings;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Actor;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Opens the card in a reader of this desk and hands it to the card office. */
@Component
public final class ReaderUnblockings implements Unblockings {

	@Reference
	volatile List<CardProfile> profiles = List.of();

	private final CardOffice office;
	private final Plugged plugged;

	@Activate
	public ReaderUnblockings(@Reference CardOffice office, @Reference Plugged plugged) {
		this.office = office;
		this.plugged = plugged;
	}

	@Override
	public NewPin unblock(String reader, ChipSerial serial, String reason, Actor by) {
		return plugged.withCard(reader, (name, channel) -> {
			try {
				CardProfile profile = Profiles.of(channel, profiles);
				SmartCard card = profile.open(channel);
				ChipSerial found = card.serial();
				channel.named(found, profile.id());
				if (!found.equals(serial) && !found.shown().equals(serial.hex())) {
					throw new Refusal(Why.ANOTHER_CARD, found);
				}
				return office.unblock(card, reason, by);
			} catch (CardFault e) {
				throw new Refusal(Why.UNBLOCKING_FAILED, e, "%04X".formatted(e.statusWord()));
			}
		});
	}
}
