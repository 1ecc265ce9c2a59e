package muhurdar.bench;

import java.util.Optional;

import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.CardReading;

/** Reads off a card all that needs no PIN. */
final class Readings {

	private Readings() {
	}

	static CardReading of(SmartCard card) {
		Optional<Bytes> key = card.publicKey();
		Optional<Bytes> certificate = card.certificate();
		return new CardReading(card.serial(), card.blank(), key.isPresent() ? key.get() : null,
				certificate.isPresent() ? certificate.get() : null, card.pinSet(), card.pukSet(), card.pinTriesLeft().orElse(0));
	}
}
