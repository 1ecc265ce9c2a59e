package org.eclipse.swtbot.swt.finder.waits;

import java.util.List;
import java.util.function.Function;

import org.eclipse.swtbot.swt.finder.SWTBot;
import org.hamcrest.Matcher;

/** Waits until at least one widget matches. */
public class WaitForObjectCondition<T> extends DefaultCondition {

	private final Matcher<T> matcher;
	private final Function<SWTBot, List<?>> look;

	WaitForObjectCondition(Matcher<T> matcher, Function<SWTBot, List<?>> look) {
		this.matcher = matcher;
		this.look = look;
	}

	@Override
	public boolean test() throws Exception {
		return !look.apply(bot).isEmpty();
	}

	@Override
	public String getFailureMessage() {
		return "nothing is " + matcher;
	}
}
