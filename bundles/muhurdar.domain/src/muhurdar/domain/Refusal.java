package muhurdar.domain;

import java.util.Arrays;
import java.util.List;

/**
 * The one expected no: nothing was changed, and {@link #why()} with {@link #arguments()} says why.
 * Its sentences stand in {@code muhurdar.api.Words}; the arguments are values (dates, numbers, names), never secrets.
 */
public final class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Why why;
	private final transient List<Object> arguments;

	public Refusal(Why why, Object... arguments) {
		super(why + Arrays.toString(arguments));
		this.why = why;
		this.arguments = List.of(arguments);
	}

	public Refusal(Why why, Throwable cause, Object... arguments) {
		this(why, arguments);
		initCause(cause);
	}

	public Why why() {
		return why;
	}

	public List<Object> arguments() {
		return arguments;
	}
}
