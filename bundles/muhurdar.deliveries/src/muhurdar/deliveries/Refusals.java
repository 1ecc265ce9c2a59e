package muhurdar.deliveries;

import java.util.Optional;

import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Answers of rules. */
final class Refusals {

	private Refusals() {
	}

	static Optional<Refusal> no(Why why, Object... arguments) {
		return Optional.of(new Refusal(why, arguments));
	}
}
