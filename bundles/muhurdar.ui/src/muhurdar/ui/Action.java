package muhurdar.ui;

import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Right;

/**
 * Something that can be done in a view.
 *
 * @param id stable, never translated
 * @param accelerator see {@link Keys}, 0 for none
 * @param right that it takes: without it the action stays visible, grey, and says who may; null if everybody may
 * @param blocked why it cannot be done just now, null if it can; asked in the display thread
 */
public record Action(String id, String text, int accelerator, @Nullable Right right,
		Supplier<@Nullable String> blocked, Runnable run) {

	public Action(String id, String text, int accelerator, @Nullable Right right, Runnable run) {
		this(id, text, accelerator, right, () -> null, run);
	}

	/** Why it is grey, null if it is not. */
	@Nullable
	String grey(Desk desk) {
		Right needed = right;
		String forbidden = needed == null ? null : desk.forbidden(needed);
		return forbidden != null ? forbidden : blocked.get();
	}
}
