package muhurdar.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.Recognition.Answer;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Finds the profile of a card: by its answer to reset, and where that does not say enough by asking the card. */
final class Profiles {

	/** What one profile says of the card. */
	record Asked(CardProfile profile, Recognition recognition) {
	}

	private Profiles() {
	}

	/** @throws Refusal ATR_UNKNOWN if it is nobody's */
	static CardProfile of(CardChannel channel, List<CardProfile> profiles) {
		return known(channel, profiles).orElseThrow(() -> new Refusal(Why.ATR_UNKNOWN, channel.atr().toHex()));
	}

	/** Empty if it is nobody's. */
	static Optional<CardProfile> known(CardChannel channel, List<CardProfile> profiles) {
		return ask(channel, profiles).stream().filter(asked -> asked.recognition().answer() == Answer.YES).findFirst()
				.map(Asked::profile);
	}

	/**
	 * Asks them all, those last that have to ask the card; nobody asks it any more once one has said yes.
	 *
	 * @return what they said, in the order in which they were asked
	 */
	static List<Asked> ask(CardChannel channel, List<CardProfile> profiles) {
		List<Asked> asked = new ArrayList<>();
		List<CardProfile> later = new ArrayList<>();
		for (CardProfile profile : profiles) {
			Recognition recognition = profile.recognises(channel.atr());
			if (recognition.answer() == Answer.ASK) {
				later.add(profile);
				continue;
			}
			asked.add(new Asked(profile, recognition));
			if (recognition.answer() == Answer.YES) {
				return asked;
			}
		}
		for (CardProfile profile : later) {
			Recognition recognition = profile.asks(channel);
			asked.add(new Asked(profile, recognition));
			if (recognition.answer() == Answer.YES) {
				return asked;
			}
		}
		return asked;
	}
}
