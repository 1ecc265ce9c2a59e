package muhurdar.deliveries;

import java.util.Optional;

import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Answers of rules. */
final class Refusals {

	private Refusals() {
	}

	static void refuse(Optional<Refusal> refusal) {
		refusal.ifPresent(no -> {
			throw no;
		});
	}

	static Optional<Refusal> no(Why why, Object... arguments) {
		return Optional.of(new Refusal(why, arguments));
	}
}
