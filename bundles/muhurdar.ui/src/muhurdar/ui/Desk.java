package muhurdar.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Actor;
import muhurdar.domain.HolderId;
import muhurdar.domain.Right;
import muhurdar.domain.Role;
import muhurdar.domain.User;

/**
 * What every view of the window shares: who sits here, what they may do, whose strip is shown, and how something is
 * said. In the e4 context; inject it. Display thread only, but for {@link #actor} and {@link #user}.
 */
public final class Desk {

	/** What the window itself does for its views; called in the display thread. */
	public interface Window {

		void say(Notice notice);

		/** @param holder null: put the strip away */
		void strip(@Nullable HolderId holder);

		/** @param perspective its elementId */
		void open(String perspective);
	}

	private final Actor actor;
	private final User user;
	private final Background background;
	private final Watch watch;
	private final List<PagedTable<?>> followed = new ArrayList<>();
	private @Nullable Window window;

	public Desk(Actor actor, User user, Background background, Watch watch) {
		this.actor = actor;
		this.user = user;
		this.background = background;
		this.watch = watch;
	}

	public void window(Window newWindow) {
		window = newWindow;
	}

	public Actor actor() {
		return actor;
	}

	public User user() {
		return user;
	}

	public Background background() {
		return background;
	}

	public Watch watch() {
		return watch;
	}

	public boolean may(Right right) {
		return user.has(right);
	}

	/** Null if this person may, else a sentence that says who may: for the tooltip of a grey button. */
	public @Nullable String forbidden(Right right) {
		return may(right) ? null : Texts.fill(Messages.Desk_OnlyOthers, whoMay(right));
	}

	/** The offices that bring the right, for people. */
	public static String whoMay(Right right) {
		return List.of(Role.values()).stream().filter(role -> role != Role.SYSTEM && role.rights().contains(right))
				.map(Labels::of).collect(Collectors.joining(", "));
	}

	/**
	 * The strip shows the person of the row under the cursor. A search takes the cursor off the list, so that there is
	 * never a highlighted row and another person in the strip.
	 *
	 * @param whose null if the row belongs to nobody
	 */
	public <R> void follow(PagedTable<R> table, Function<R, @Nullable HolderId> whose) {
		table.onCursor(row -> show(row == null ? null : whose.apply(row)));
		followed.add(table);
		table.control().addDisposeListener(event -> followed.remove(table));
	}

	/** A search found this person. */
	public void found(HolderId holder) {
		followed.forEach(PagedTable::leave);
		show(holder);
	}

	/** Shows everything about this person in the strip at the foot of the window. */
	public void show(@Nullable HolderId holder) {
		Window now = window;
		if (now != null) {
			now.strip(holder);
		}
	}

	public void say(Notice notice) {
		Window now = window;
		if (now != null) {
			now.say(notice);
		}
	}

	/** Something went well: said in green at the foot of the window, goes by itself. */
	public void done(String sentence) {
		say(new Notice(Tone.DONE, sentence, null, null));
	}

	/** Brings a perspective to the front. @param perspective its elementId */
	public void open(String perspective) {
		Window now = window;
		if (now != null) {
			now.open(perspective);
		}
	}
}
