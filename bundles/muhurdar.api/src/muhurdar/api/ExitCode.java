package muhurdar.api;

import muhurdar.domain.Why;

/** What the process says to the one who started it, window and command line alike. */
public enum ExitCode {

	DONE(0),
	/** A rule or a right stands against it; the sentence says which. */
	REFUSED(1),
	/** The command line is wrong. */
	USAGE(2),
	/**
	 * Something failed: no answer from the database server, unreadable settings, no writable folder or file, no smart card
	 * service, a fault of ours.
	 */
	FAULT(3),
	/** Another workstation has the database file open. */
	STORE_IN_USE(4),
	/** The database cannot be used: damaged, lost, or of another version. */
	STORE_UNUSABLE(5);

	private final int code;

	ExitCode(int code) {
		this.code = code;
	}

	/** @return 0 to 5 */
	public int code() {
		return code;
	}

	/** With what a process ends that was refused for this reason. */
	public static ExitCode of(Why why) {
		return switch (why) {
		case STORE_IN_USE -> STORE_IN_USE;
		case STORE_SCHEMA, STORE_DAMAGED, STORE_OTHER_VERSION, STORE_LOST -> STORE_UNUSABLE;
		case STORE_UNREACHABLE, SETTINGS_UNREADABLE, READER_SERVICE_GONE, FILE_UNWRITABLE -> FAULT;
		default -> REFUSED;
		};
	}
}
