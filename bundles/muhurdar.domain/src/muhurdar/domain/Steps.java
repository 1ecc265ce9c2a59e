package muhurdar.domain;

import java.util.Set;

/** A state machine: the enum draws the arrows, the record makes the move, the store guards the version. */
public interface Steps<S extends Enum<S> & Steps<S>> {

	/** The states that may follow this one. */
	Set<S> next();

	/** Returns {@code target} if an arrow leads there, else refuses with {@link Why#WRONG_STATE}. */
	default S to(S target) {
		if (!next().contains(target)) {
			throw new Refusal(Why.WRONG_STATE, this, target);
		}
		return target;
	}
}
