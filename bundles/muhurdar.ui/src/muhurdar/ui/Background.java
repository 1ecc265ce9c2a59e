package muhurdar.ui;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.e4.ui.di.UISynchronize;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Words;
import muhurdar.domain.Refusal;
import muhurdar.domain.Uuid7;

/**
 * Work outside the display thread. Whatever may block goes through here: the window draws, it never waits.
 *
 * <p>What comes back is handled in the display thread, and dropped if its controls are gone by then. A refusal is said
 * in the window's banner unless the caller takes it; a fault is logged under a short id that the window shows.
 */
public final class Background {

	/** Says things to the person at the desk; called in the display thread. */
	public interface Voice {

		void refused(String sentence);

		/** @param id what the helpdesk finds in the log */
		void failed(String label, String id);
	}

	private static final Logger LOG = LoggerFactory.getLogger(Background.class);

	private final UISynchronize display;
	private final List<Running> running = new CopyOnWriteArrayList<>();
	private volatile @Nullable Voice voice;

	/** @param since milliseconds, {@code System.nanoTime() / 1e6} */
	private record Running(String label, long since) {
	}

	public Background(UISynchronize display) {
		this.display = display;
	}

	/** Who says refusals and faults; the window sets it when it opens. */
	public void voice(Voice newVoice) {
		voice = newVoice;
	}

	/** Does the work, then hands its result over in the display thread. @param label what people read while it runs */
	public <T> void run(String label, Supplier<? extends T> work, Consumer<? super T> then) {
		run(label, work, then, this::refused);
	}

	/** @param refused called in the display thread instead of the banner */
	public <T> void run(String label, Supplier<? extends T> work, Consumer<? super T> then, Consumer<Refusal> refused) {
		run(label, work, then, refused, id -> tell(label, id));
	}

	/** @param failed called in the display thread instead of the banner, with the id that is in the log */
	public <T> void run(String label, Supplier<? extends T> work, Consumer<? super T> then, Consumer<Refusal> refused,
			Consumer<String> failed) {
		Running entry = new Running(label, now());
		running.add(entry);
		ICoreRunnable task = monitor -> {
			try {
				T result = work.get();
				show(() -> then.accept(result), label);
			} catch (Refusal refusal) {
				show(() -> refused.accept(refusal), label);
			} catch (RuntimeException | Error fault) {
				String id = log(label, fault);
				show(() -> failed.accept(id), label);
			} finally {
				running.remove(entry);
			}
		};
		Job job = Job.createSystem(label, task);
		job.setPriority(Job.SHORT);
		job.schedule();
	}

	/** The oldest label that has been running for more than 0.2 s, null if there is none. Any thread. */
	public @Nullable String slow() {
		long before = now() - 200;
		for (Running entry : running) {
			if (entry.since < before) {
				return entry.label;
			}
		}
		return null;
	}

	/** Runs it in the display thread, soon; dropped if its controls are gone. */
	public void show(Runnable draw, String label) {
		display.asyncExec(() -> {
			try {
				draw.run();
			} catch (SWTException e) {
				if (e.code != SWT.ERROR_WIDGET_DISPOSED) {
					tell(label, log(label, e));
				}
			} catch (RuntimeException fault) {
				tell(label, log(label, fault));
			}
		});
	}

	/** The sentence for a refusal, in the person's language. */
	public static String sentence(Refusal refusal) {
		return Words.sentence(refusal, Locale.getDefault());
	}

	/** Says it in the banner; display thread. */
	public void refused(Refusal refusal) {
		Voice now = voice;
		if (now != null) {
			now.refused(sentence(refusal));
		}
	}

	/** @return the short id under which it stands in the log */
	private static String log(String label, Throwable fault) {
		String id = Uuid7.next(Instant.now()).toString().substring(24).toUpperCase(Locale.ROOT);
		LOG.error("fault {}: {}", id, label, fault);
		return id;
	}

	private void tell(String label, String id) {
		Voice now = voice;
		if (now != null) {
			now.failed(label, id);
		}
	}

	private static long now() {
		return System.nanoTime() / 1_000_000;
	}
}
