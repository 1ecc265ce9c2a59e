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

	/** Whether its cards are talked to by commands through the channel; else the promises about commands are left out. */
	default boolean knowsCommands() {
		return true;
	}

	/** Whether a card that was begun is gone on with on another connection. */
	default boolean knowsResuming() {
		return true;
	}

	/** Whether its cards count wrong PINs down to the last and then block. */
	default boolean knowsBlocking() {
		return true;
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
