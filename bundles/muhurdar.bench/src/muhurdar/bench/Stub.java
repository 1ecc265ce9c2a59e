package muhurdar.bench;

import muhurdar.domain.Atr;

/** The beginning of a card profile for a card that nobody knows. */
final class Stub {

	private static final String SOURCE = """
			package muhurdar.card.fresh;

			import org.osgi.service.component.annotations.Activate;
			import org.osgi.service.component.annotations.Component;

			import muhurdar.api.spi.CardChannel;
			import muhurdar.api.spi.CardFault;
			import muhurdar.api.spi.CardProfile;
			import muhurdar.api.spi.Recognition;
			import muhurdar.api.spi.Recognition.Reason;
			import muhurdar.api.spi.SmartCard;
			import muhurdar.domain.Bytes;

			/**
			 * A card with this answer to reset:
			 * %1$s
			 * historical bytes: %2$s
			 */
			@Component(property = "card.profile=fresh")
			public final class FreshProfile implements CardProfile {

				private static final Bytes ATR = Bytes.ofHex("%1$s");

				@Activate
				public FreshProfile() {
					// knows its cards by their answer to reset
				}

				@Override
				public String id() {
					return "fresh";
				}

				@Override
				public Recognition recognises(Bytes atr) {
					return atr.equals(ATR) ? Recognition.yes(Reason.ATR_KNOWN, "fresh") : Recognition.no(Reason.ATR_FOREIGN, "");
				}

				@Override
				public SmartCard open(CardChannel channel) {
					// select the application here and return a SmartCard that speaks this card's commands
					throw new CardFault("open", 0x6D00);
				}
			}
			""";

	private Stub() {
	}

	/** The ATR goes in as digits, its text as what may stand in a comment. */
	static String of(Atr atr) {
		return SOURCE.formatted(atr.bytes().toHex(), atr.historicalText().replace('\\', '.').replace('*', '.'));
	}
}
