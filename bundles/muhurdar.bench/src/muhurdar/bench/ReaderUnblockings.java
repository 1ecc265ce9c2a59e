package muhurdar.bench;

import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.CardOffice;
import muhurdar.api.Unblockings;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Actor;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
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
	public Secret unblock(String reader, ChipSerial serial, String reason, Actor by) {
		Map.Entry<ReaderName, CardReaderDriver> there = plugged.readers().entrySet().stream()
				.filter(entry -> entry.getKey().name().equals(reader)).findFirst()
				.orElseThrow(() -> new Refusal(Why.READER_UNKNOWN, reader));
		if (!plugged.take(there.getKey(), Plugged.A_LOOK)) {
			throw new Refusal(Why.READER_BUSY, reader);
		}
		try (CardChannel channel = plugged.open(there.getValue(), there.getKey())) {
			SmartCard card = Profiles.of(channel, profiles).open(channel);
			ChipSerial found = card.serial();
			if (!found.equals(serial) && !found.shown().equals(serial.hex())) {
				throw new Refusal(Why.ANOTHER_CARD, found);
			}
			return office.unblock(card, reason, by);
		} catch (ReaderFault e) {
			throw new Refusal(Why.READER_FAILED, e, e.kind());
		} catch (CardFault e) {
			throw new Refusal(Why.UNBLOCKING_FAILED, e, "%04X".formatted(e.statusWord()));
		} finally {
			plugged.release(there.getKey());
		}
	}
}
