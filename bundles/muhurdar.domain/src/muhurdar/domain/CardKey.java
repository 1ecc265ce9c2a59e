package muhurdar.domain;

import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

/**
 * What the store knows of one version of the card master key; the key itself never comes near it.
 *
 * @param number the key version, from 1: what {@link Card#pukKeyVersion} means
 * @param checkValue tells the right key from every other one; null while PROPOSED
 * @param asked who asked for the last change, or whose unblocking stopped it; SYSTEM for keys found at the first start
 * @param reason why, as it was typed; how the card answered, for a stop
 * @param confirmed the second person, null until there is one
 */
public record CardKey(CardKeyId id, int version, int number, CardKeyState state, @Nullable Bytes checkValue,
		Decision asked, String reason, @Nullable Decision confirmed) implements Versioned<CardKeyId> {

	/** A key that is there before the store knows of any. */
	public static CardKey found(CardKeyId id, int number, Bytes checkValue, Instant at) {
		var system = new Decision(Actor.SYSTEM.user(), at);
		return new CardKey(id, 0, number, CardKeyState.IN_USE, checkValue, system, "", system);
	}

	/** The next one; it is made when another person has confirmed it. */
	public static CardKey propose(CardKeyId id, int number, String reason, Decision by) {
		return new CardKey(id, 0, number, CardKeyState.PROPOSED, null, by, given(reason), null);
	}

	/** It has been made: new cards get their secrets from it. */
	public CardKey made(Bytes value, Decision by) {
		mustBe(CardKeyState.PROPOSED);
		return new CardKey(id, version, number, CardKeyState.IN_USE, value, asked, reason, another(by));
	}

	/** A card refused its PUK. */
	public CardKey stop(String because, Decision by) {
		return state == CardKeyState.STOPPED ? this
				: new CardKey(id, version, number, state.to(CardKeyState.STOPPED), checkValue, by, because, null);
	}

	public CardKey askRelease(String why, Decision by) {
		return new CardKey(id, version, number, state.to(CardKeyState.RELEASE_ASKED), checkValue, by, given(why), null);
	}

	public CardKey release(Decision by) {
		mustBe(CardKeyState.RELEASE_ASKED);
		return new CardKey(id, version, number, CardKeyState.IN_USE, checkValue, asked, reason, another(by));
	}

	/** Refuses what waits for nobody, and the person who asked for it. */
	public void mustBeConfirmable(Decision by) {
		if (state != CardKeyState.PROPOSED && state != CardKeyState.RELEASE_ASKED) {
			throw new Refusal(Why.WRONG_STATE, state, CardKeyState.IN_USE);
		}
		another(by);
	}

	private Decision another(Decision by) {
		if (by.by().equals(asked.by())) {
			throw new Refusal(Why.SECOND_PERSON_NEEDED);
		}
		return by;
	}

	static String given(String reason) {
		if (reason.isBlank()) {
			throw new Refusal(Why.REASON_MISSING);
		}
		return reason.strip();
	}

	private void mustBe(CardKeyState expected) {
		if (state != expected) {
			throw new Refusal(Why.WRONG_STATE, state, expected);
		}
	}
}
