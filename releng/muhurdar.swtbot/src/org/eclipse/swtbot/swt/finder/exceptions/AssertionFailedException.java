package org.eclipse.swtbot.swt.finder.exceptions;

/** Something that the tests rely on is not so, such as that there is a display. */
public class AssertionFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public AssertionFailedException(String message) {
		super(message);
	}
}
