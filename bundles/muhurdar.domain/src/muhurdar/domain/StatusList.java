package muhurdar.domain;

import org.eclipse.jdt.annotation.Nullable;

/**
 * The same wish about many certificates, decided once.
 *
 * @param number shown to people, {@code T-2026-000003}
 * @param decided who confirmed or withdrew it
 */
public record StatusList(StatusListId id, int version, String number, StatusListState state, Wish wish, Decision received,
		@Nullable Decision decided) implements Versioned<StatusListId> {

	public static StatusList asked(StatusListId id, String number, Wish wish, Decision received) {
		return new StatusList(id, 0, number, StatusListState.ASKING, wish, received, null);
	}

	/** Every certificate has been asked for. */
	public StatusList waiting() {
		return with(StatusListState.WAITING, decided);
	}

	public StatusList decide(Decision by) {
		return with(StatusListState.DECIDED, by);
	}

	public StatusList withdraw(Decision by) {
		return with(StatusListState.WITHDRAWN, by);
	}

	public StatusList done() {
		return with(StatusListState.DONE, decided);
	}

	private StatusList with(StatusListState to, @Nullable Decision decision) {
		return new StatusList(id, version, number, state.to(to), wish, received, decision);
	}
}
