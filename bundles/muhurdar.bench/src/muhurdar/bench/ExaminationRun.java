package muhurdar.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.ReaderDoctor.Check;
import muhurdar.api.ReaderDoctor.Examination;
import muhurdar.api.ReaderDoctor.Finding;
import muhurdar.api.ReaderDoctor.Result;
import muhurdar.api.ReaderDoctor.Step;
import muhurdar.api.ReaderDoctor.Verdict;

/** One examination and how far it has come. Thread-safe. */
final class ExaminationRun implements Examiner.Notes {

	private static final Logger LOG = LoggerFactory.getLogger(ExaminationRun.class);

	private final String reader;
	private final Examiner examiner;
	private final Clock clock;
	private final Instant begun;
	private final List<Step> steps = new ArrayList<>();
	private final CountDownLatch end = new CountDownLatch(1);
	private volatile boolean cancelled;
	private @Nullable Instant ended;
	private @Nullable Verdict verdict;

	ExaminationRun(String reader, Examiner examiner, Clock clock) {
		this.reader = reader;
		this.examiner = examiner;
		this.clock = clock;
		begun = clock.instant();
	}

	/** @param after runs when it is over, before anybody is told */
	void start(Runnable after) {
		Thread.ofPlatform().daemon().name("doctor " + reader).start(() -> {
			Verdict found = Verdict.UNDECIDED;
			try {
				found = examiner.examine(this);
			} catch (CancellationException e) {
				LOG.debug("the examination of {} was cancelled", reader, e);
			} catch (RuntimeException | LinkageError e) {
				LOG.error("the examination of {} broke off", reader, e);
			} finally {
				after.run();
				over(found);
			}
		});
	}

	private synchronized void over(Verdict found) {
		if (!steps.isEmpty() && steps.getLast().result() == Result.RUNNING) {
			Check last = steps.getLast().check();
			say(last, Result.UNASKABLE, cancelled ? Finding.CANCELLED : Finding.BROKEN_OFF, cancelled ? new Object[0]
					: new Object[] { "" });
		}
		verdict = found;
		ended = clock.instant();
		LOG.info("reader {}: {}", reader, found);
		end.countDown();
	}

	/** A further step, or a better word for the last one. */
	@Override
	public synchronized void say(Check check, Result result, Finding finding, Object... arguments) {
		Step step = new Step(check, result, finding, List.of(arguments).stream().map(String::valueOf).toList());
		if (!steps.isEmpty() && steps.getLast().check() == check && steps.getLast().result() == Result.RUNNING) {
			steps.removeLast();
		}
		steps.add(step);
	}

	@Override
	public void goOn() {
		if (cancelled) {
			throw new CancellationException(reader);
		}
	}

	void cancel() {
		cancelled = true;
	}

	boolean goesOn() {
		return end.getCount() > 0;
	}

	synchronized Examination present() {
		return new Examination(reader, examiner.model(), begun, ended, List.copyOf(steps), verdict);
	}

	boolean awaitEnd(Duration atMost) throws InterruptedException {
		return end.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
	}
}
