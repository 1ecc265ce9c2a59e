package muhurdar.domain;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Envelope, card and label of one packing station did not agree: nothing is packed there until another person, entitled
 * to it, clears it with a reason.
 *
 * @param station its name
 * @param card the one that the envelope is for
 * @param rule that the card breaks, null unless QUALITY
 * @param seen the digits of the chip, or what the label said
 * @param reason as the person typed it, null until cleared
 */
public record PackingStop(PackingStopId id, int version, String station, CardId card, PackingMismatch mismatch,
		@Nullable QualityRule rule, String seen, Decision stopped, @Nullable Decision cleared, @Nullable String reason)
		implements Versioned<PackingStopId> {

	/** Refuses who packed there, and a missing reason. */
	public PackingStop clear(String why, Decision by) {
		if (cleared != null) {
			throw new Refusal(Why.NOT_FOUND, station);
		}
		if (by.by().equals(stopped.by())) {
			throw new Refusal(Why.FOUR_EYES, Right.PACK);
		}
		return new PackingStop(id, version, station, card, mismatch, rule, seen, stopped, by, CardKey.given(why));
	}

	/** What whoever goes on there is told. */
	public Refusal refusal() {
		QualityRule broken = rule;
		return new Refusal(Why.PACKING_STOPPED, mismatch, broken == null ? seen : broken);
	}
}
