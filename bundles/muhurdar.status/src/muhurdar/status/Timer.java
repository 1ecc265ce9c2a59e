package muhurdar.status;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.domain.Refusal;

/** Does something again and again, half a minute after it was done last; what it throws is logged. */
final class Timer implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Timer.class);
	private static final int SECONDS = 30;

	private final ScheduledExecutorService thread = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("status").factory());

	Timer(Runnable work) {
		thread.scheduleWithFixedDelay(() -> {
			try {
				work.run();
			} catch (Refusal refusal) {
				// whoever asks for something is told
				LOG.info("decided requests are not carried on: {}", refusal.why());
			} catch (RuntimeException e) {
				LOG.error("decided requests are not carried on", e);
			}
		}, SECONDS, SECONDS, TimeUnit.SECONDS);
	}

	/** Lets work under way end, for a while; it is never interrupted, which could close the database's file under it. */
	@Override
	public void close() {
		thread.shutdown();
		try {
			if (!thread.awaitTermination(SECONDS, TimeUnit.SECONDS)) {
				LOG.warn("still busy with the CA when stopped");
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
