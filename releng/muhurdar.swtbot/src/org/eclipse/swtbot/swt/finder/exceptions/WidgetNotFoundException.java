package org.eclipse.swtbot.swt.finder.exceptions;

/** There is no such widget, or it is gone. */
public class WidgetNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public WidgetNotFoundException(String message) {
		super(message);
	}

	public WidgetNotFoundException(String message, Throwable cause) {
		super(message, cause);
	}
}
