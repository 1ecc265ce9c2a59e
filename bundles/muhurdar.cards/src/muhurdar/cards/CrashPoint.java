package muhurdar.cards;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import muhurdar.domain.CardStep;

/**
 * Places between real actions at which a test lets this process die: {@code -Dmuhurdar.crash=STEP.PLACE} or
 * {@code STEP.PLACE:N} sends SIGKILL to the own process when the place is passed for the first (N-th) time.
 */
final class CrashPoint {

	static final String PROPERTY = "muhurdar.crash";
	private static final AtomicInteger PASSED = new AtomicInteger();

	/** Where in a step. */
	enum Place {
		/** The intent is committed, nothing is done. */
		BEFORE,
		/** It is done, nobody has written that down. */
		DONE,
		/** What happened is committed. */
		AFTER
	}

	private CrashPoint() {
	}

	/** Does not return at the place that the property names. */
	static void pass(CardStep step, Place place) {
		String wanted = System.getProperty(PROPERTY);
		if (wanted == null) {
			return;
		}
		int colon = wanted.indexOf(':');
		String name = colon < 0 ? wanted : wanted.substring(0, colon);
		int time = colon < 0 ? 1 : Integer.parseInt(wanted.substring(colon + 1));
		if (name.equals(step + "." + place) && PASSED.incrementAndGet() == time) {
			die();
		}
	}

	private static void die() {
		try {
			new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
		} catch (IOException e) {
			Runtime.getRuntime().halt(137);
		}
		while (true) {
			LockSupport.park();
		}
	}
}
