package org.eclipse.swtbot.swt.finder.widgets;

/** What was waited for did not come in time. */
public class TimeoutException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public TimeoutException(String message) {
		super(message);
	}

	public TimeoutException(String message, Throwable cause) {
		super(message, cause);
	}
}
