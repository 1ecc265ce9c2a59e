package muhurdar.domain;

import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

/**
 * One use of a card's PUK: stored before the card is asked, and what the card said after it. The new PIN is nowhere.
 *
 * @param keyNumber which version of the card master key the PUK comes from
 * @param pukTries that the card had left before
 * @param reason as the person typed it
 */
public record Unblocking(UnblockingId id, int version, UnblockingState state, CardId card, int keyNumber, int pukTries,
		String reason, Decision asked, @Nullable Instant endedAt) implements Versioned<UnblockingId> {

	private static final int LAST = 1;

	/**
	 * Refuses a card that is not in use, a stopped key version, the PUK's last try, and a missing reason.
	 *
	 * @param pukTries left, as the card says
	 */
	public static Unblocking begin(UnblockingId id, Card card, CardKey key, int pukTries, String reason, Decision by) {
		check(card, key);
		if (pukTries <= LAST) {
			throw new Refusal(Why.LAST_PUK_TRY, card.serial());
		}
		return new Unblocking(id, 0, UnblockingState.BEGUN, card.id(), key.number(), pukTries, CardKey.given(reason), by,
				null);
	}

	/** What has to be so before the card is asked. @throws Refusal WRONG_STATE, PUK_STOPPED */
	public static void check(Card card, CardKey key) {
		if (card.state() != CardState.CHECKED) {
			throw new Refusal(Why.WRONG_STATE, card.state(), CardState.CHECKED);
		}
		if (key.state() != CardKeyState.IN_USE) {
			throw new Refusal(Why.PUK_STOPPED, key.number());
		}
	}

	/** How one without an outcome ended. @param pukTriesNow left, as the card says */
	public UnblockingState endedAs(int pukTriesNow) {
		return pukTriesNow < pukTries ? UnblockingState.FAILED : UnblockingState.BROKEN_OFF;
	}

	public Unblocking end(UnblockingState as, Instant at) {
		return new Unblocking(id, version, state.to(as), card, keyNumber, pukTries, reason, asked, at);
	}
}
