package muhurdar.bench;

import java.util.List;

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
	volatile List<CardReaderDriver> drivers = List.of();
	@Reference
	volatile List<CardProfile> profiles = List.of();

	private final CardOffice office;

	@Activate
	public ReaderUnblockings(@Reference CardOffice office) {
		this.office = office;
	}

	@Override
	public Secret unblock(String reader, ChipSerial serial, String reason, Actor by) {
		for (CardReaderDriver driver : drivers) {
			for (ReaderName name : readers(driver)) {
				if (name.name().equals(reader)) {
					return unblock(driver, name, serial, reason, by);
				}
			}
		}
		throw new Refusal(Why.READER_UNKNOWN, reader);
	}

	/** A driver without its library or service has none. */
	private static List<ReaderName> readers(CardReaderDriver driver) {
		try {
			return driver.readers();
		} catch (ReaderFault none) {
			return List.of();
		}
	}

	private Secret unblock(CardReaderDriver driver, ReaderName reader, ChipSerial serial, String reason, Actor by) {
		try (CardChannel channel = driver.open(reader)) {
			SmartCard card = Profiles.of(channel, profiles).open(channel);
			ChipSerial there = card.serial();
			if (!there.equals(serial) && !there.shown().equals(serial.hex())) {
				throw new Refusal(Why.ANOTHER_CARD, there);
			}
			return office.unblock(card, reason, by);
		} catch (ReaderFault e) {
			throw new Refusal(Why.READER_FAILED, e, e.kind());
		} catch (CardFault e) {
			throw new Refusal(Why.UNBLOCKING_FAILED, e, "%04X".formatted(e.statusWord()));
		}
	}
}
