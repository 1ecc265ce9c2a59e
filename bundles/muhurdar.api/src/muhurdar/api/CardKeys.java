package muhurdar.api;

import java.util.List;

import muhurdar.domain.Actor;
import muhurdar.domain.CardKey;

/**
 * The versions of the card master key, from which the cards' PUKs come. New cards get the highest one that has been
 * made, old cards keep theirs. A new version and the release of a stopped one take two people. Thread-safe; blocks.
 */
public interface CardKeys {

	/** In the order of their numbers. */
	List<CardKey> all(Actor by);

	/** Asks for the next version; nothing is made before another person {@link #confirm confirms} it. */
	CardKey change(String reason, Actor by);

	/** Asks that cards may be unblocked again under a version that was stopped; another person confirms it. */
	CardKey release(int number, String reason, Actor by);

	/** The second person, for either. */
	CardKey confirm(int number, Actor by);
}
