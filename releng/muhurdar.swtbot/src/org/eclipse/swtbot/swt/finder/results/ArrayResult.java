package org.eclipse.swtbot.swt.finder.results;

/** Asks the UI thread for an array. */
@FunctionalInterface
public interface ArrayResult<T> {

	T[] run();
}
