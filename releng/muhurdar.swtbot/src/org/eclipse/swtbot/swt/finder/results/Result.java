package org.eclipse.swtbot.swt.finder.results;

/** Asks the UI thread for one thing. */
@FunctionalInterface
public interface Result<T> {

	T run();
}
