package muhurdar.domain;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Orders that are made into cards together.
 *
 * @param number shown to people, {@code P-2026-000017}
 * @param desk where it runs, from its first start to its end
 * @param takenFrom the batch of another desk whose orders without a card these were
 */
public record Batch(BatchId id, int version, String number, BatchState state, KeyType keyType, Decision planned,
		@Nullable Decision started, @Nullable Decision counted, @Nullable Decision closed, @Nullable DeskId desk,
		@Nullable BatchId takenFrom) implements Versioned<BatchId> {

	public static Batch plan(BatchId id, String number, KeyType keyType, Decision planned) {
		return new Batch(id, 0, number, BatchState.PLANNED, keyType, planned, null, null, null, null, null);
	}

	/** A batch for another desk, of this one's orders that no card has been drawn for. */
	public Batch takeOver(BatchId fresh, String freshNumber, Decision by) {
		return new Batch(fresh, 0, freshNumber, BatchState.PLANNED, keyType, by, null, null, null, null, id);
	}

	public Batch run(DeskId at, Decision by) {
		return new Batch(id, version, number, state.to(BatchState.RUNNING), keyType, planned, started == null ? by : started,
				counted, closed, at, takenFrom);
	}

	public Batch pause() {
		return new Batch(id, version, number, state.to(BatchState.PAUSED), keyType, planned, started, counted, closed, desk,
				takenFrom);
	}

	public Batch cancel() {
		return new Batch(id, version, number, state.to(BatchState.CANCELLED), keyType, planned, started, counted, closed, desk,
				takenFrom);
	}

	public Batch count(Decision by) {
		return new Batch(id, version, number, state.to(BatchState.COUNTED), keyType, planned, started, by, closed, desk,
				takenFrom);
	}

	/** The second signature under the count; by another person. */
	public Batch close(Decision by) {
		Decision first = counted;
		if (first != null && first.by().equals(by.by())) {
			throw new Refusal(Why.SECOND_PERSON_NEEDED);
		}
		return new Batch(id, version, number, state.to(BatchState.CLOSED), keyType, planned, started, counted, by, desk,
				takenFrom);
	}
}
