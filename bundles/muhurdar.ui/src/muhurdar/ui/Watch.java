package muhurdar.ui;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.e4.core.services.events.IEventBroker;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

import muhurdar.api.Access;
import muhurdar.api.Topics;

/**
 * Knows when lists have to look again: a bell of this desk, the store's change number (another desk rings no bell
 * here), F5. Hidden lists look when they are seen again. Display thread only.
 */
public final class Watch {

	private static final int POLL = 3000;
	private static final int GATHER = 250;

	private final Background background;
	private final Access access;
	private final Map<Control, Listening> listening = new LinkedHashMap<>();
	private final AtomicBoolean asking = new AtomicBoolean();
	private long seen = -1;
	private boolean gathering;
	private @Nullable Boolean reachable;

	private static final class Listening {

		private final Runnable look;
		private boolean stale;

		private Listening(Runnable look) {
			this.look = look;
		}
	}

	public Watch(Background background, Access access, IEventBroker events) {
		this.background = background;
		this.access = access;
		for (String topic : new String[] { Topics.ORDER, Topics.CARD, Topics.SHIPMENT, Topics.CERTIFICATE,
				Topics.READER_RETURN }) {
			events.subscribe(topic, event -> gather());
		}
	}

	/** Starts asking for the change number, until the window is gone. */
	public void start(Shell window) {
		Keys.bindWindow(window, SWT.F5, this::lookNow);
		poll(window);
	}

	/** Calls {@code look} whenever something may have changed, as long as the control lives. Not at once. */
	public void listen(Control owner, Runnable look) {
		Listening entry = new Listening(look);
		listening.put(owner, entry);
		owner.addDisposeListener(event -> listening.remove(owner));
	}

	/** Everything that is seen looks again now. */
	public void lookNow() {
		listening.values().forEach(entry -> entry.stale = true);
		wake();
	}

	/** Whether the store answered when it was last asked; null if it never was. */
	public @Nullable Boolean storeAnswers() {
		return reachable;
	}

	private void gather() {
		if (!gathering) {
			gathering = true;
			Display.getCurrent().timerExec(GATHER, () -> {
				gathering = false;
				lookNow();
			});
		}
	}

	private void poll(Shell window) {
		if (window.isDisposed()) {
			return;
		}
		if (asking.compareAndSet(false, true)) {
			background.run(Messages.Watch_Looking, this::changeNumber, this::answered);
		}
		wake();
		window.getDisplay().timerExec(POLL, () -> poll(window));
	}

	/** A store that does not answer is news for the status bar, not a fault for a dialog. */
	private @Nullable Long changeNumber() {
		try {
			return access.changeNumber();
		} catch (RuntimeException unreachable) {
			return null;
		} finally {
			asking.set(false);
		}
	}

	private void answered(@Nullable Long number) {
		boolean before = Boolean.TRUE.equals(reachable);
		reachable = number != null;
		if (number == null ? before : number != seen || !before) {
			seen = number == null ? seen : number;
			lookNow();
		}
	}

	private void wake() {
		for (Map.Entry<Control, Listening> entry : Map.copyOf(listening).entrySet()) {
			Listening listener = entry.getValue();
			if (listener.stale && !entry.getKey().isDisposed() && entry.getKey().isVisible()) {
				listener.stale = false;
				listener.look.run();
			}
		}
	}
}
