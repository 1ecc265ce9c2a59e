package muhurdar.bench;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/**
 * How the readers do, each compared with the others. One is drained, that is, it gets no more cards until a person has
 * put it back to work or plugged it in again, if
 * <ul>
 * <li>three cards in a row went wrong in it, or
 * <li>of its last ten cards (at least five) two in five went wrong, and that is twice as often as with the others, or
 * <li>its median time for writing and reading a card (last eleven, at least five) is twice the median of the others'
 * medians (at least two others), and a second more.
 * </ul>
 * What the CA or the order is to blame for does not count. Kept from run to run, not over a restart. Thread-safe.
 */
final class Slots {

	private static final int IN_A_ROW = 3;
	private static final int ENDS = 10;
	private static final int TIMES = 11;
	private static final int ENOUGH = 5;
	private static final double BAD = 0.4;
	private static final int WORSE = 2;
	private static final long SLOWER_MILLIS = 1_000;
	private static final int OTHERS = 2;
	/** What may lie in the slot. */
	private static final Set<Why> FAULTS = Set.of(Why.READER_FAILED, Why.CARD_FAULT, Why.CARD_CHECK_FAILED,
			Why.CARD_COMES_BACK, Why.STEP_FAILED);

	private final Map<ReaderName, Slot> slots = new HashMap<>();

	/** What one reader did lately. */
	private static final class Slot {

		private final Deque<Boolean> ends = new ArrayDeque<>();
		private final Deque<Long> times = new ArrayDeque<>();
		private @Nullable Refusal drained;

		long bad() {
			return ends.stream().filter(good -> !good).count();
		}

		boolean badInARow() {
			return ends.size() >= IN_A_ROW && ends.stream().skip(ends.size() - IN_A_ROW).noneMatch(good -> good);
		}
	}

	/** A good card. @param millis for writing and reading it */
	synchronized void good(ReaderName reader, long millis) {
		Slot slot = slot(reader);
		add(slot.ends, true, ENDS);
		add(slot.times, millis, TIMES);
		judge(reader, slot);
	}

	/** A card that was refused or spoiled. */
	synchronized void bad(ReaderName reader, Refusal why) {
		if (FAULTS.contains(why.why())) {
			Slot slot = slot(reader);
			add(slot.ends, false, ENDS);
			judge(reader, slot);
		}
	}

	/** Why it gets no more cards; empty if it does. */
	synchronized Optional<Refusal> drained(ReaderName reader) {
		Slot slot = slots.get(reader);
		Refusal why = slot == null ? null : slot.drained;
		return why == null ? Optional.empty() : Optional.of(why);
	}

	/** Starts anew with them. */
	synchronized void forget(Collection<ReaderName> readers) {
		slots.keySet().removeAll(readers);
	}

	private Slot slot(ReaderName reader) {
		return Objects.requireNonNull(slots.computeIfAbsent(reader, fresh -> new Slot()));
	}

	private static <T> void add(Deque<T> last, T one, int atMost) {
		last.addLast(one);
		if (last.size() > atMost) {
			last.removeFirst();
		}
	}

	private void judge(ReaderName reader, Slot slot) {
		if (slot.badInARow() || spoils(reader, slot)) {
			slot.drained = new Refusal(Why.READER_SPOILS, slot.bad(), slot.ends.size());
			return;
		}
		long others = othersMillis(reader);
		long mine = slot.times.size() < ENOUGH ? 0 : median(slot.times);
		if (others > 0 && mine >= WORSE * others && mine - others >= SLOWER_MILLIS) {
			slot.drained = new Refusal(Why.READER_SLOW, Math.round(mine / 1000.0), Math.round(others / 1000.0));
		}
	}

	private boolean spoils(ReaderName reader, Slot slot) {
		double rate = (double) slot.bad() / slot.ends.size();
		long cards = others(reader).stream().mapToLong(other -> other.ends.size()).sum();
		long bad = others(reader).stream().mapToLong(Slot::bad).sum();
		return slot.ends.size() >= ENOUGH && cards >= ENOUGH && rate >= BAD && rate >= WORSE * (double) bad / cards;
	}

	private long othersMillis(ReaderName reader) {
		long[] medians = others(reader).stream().filter(other -> other.times.size() >= ENOUGH)
				.mapToLong(other -> median(other.times)).sorted().toArray();
		return medians.length < OTHERS ? 0 : medians[medians.length / 2];
	}

	private Collection<Slot> others(ReaderName reader) {
		return slots.entrySet().stream().filter(entry -> !entry.getKey().equals(reader)).map(Map.Entry::getValue).toList();
	}

	private static long median(Collection<Long> times) {
		long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}
}
