package muhurdar.kit;

import java.util.Set;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.domain.KeyType;

/** Cards for one {@link CardProfile}. */
public non-sealed interface ProfileFixture extends ContractFixture {

	/** A card on which nothing was ever made. */
	TestCard blank();

	/** What it can make key pairs of. */
	Set<KeyType> keyTypes();

	/** A PIN that the card takes. Its last digit is not 0. */
	default String pin() {
		return "482913";
	}

	/** A PUK that the card takes. */
	default String puk() {
		return "70514286";
	}

	/** One card in a reader of its own. */
	interface TestCard extends AutoCloseable {

		/** Connects to it and resets it; one connection at a time. */
		CardChannel open();

		/** The end of the card. */
		@Override
		void close();
	}
}
