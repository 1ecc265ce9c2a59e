package org.eclipse.swtbot.swt.finder.waits;

import org.eclipse.swtbot.swt.finder.SWTBot;

/** Something to wait for. */
public interface ICondition {

	/** Whether it is so by now; an exception means "not yet". Called in the thread of the test. */
	boolean test() throws Exception;

	/** Called once, before the first test. */
	void init(SWTBot bot);

	/** What did not happen. */
	String getFailureMessage();
}
