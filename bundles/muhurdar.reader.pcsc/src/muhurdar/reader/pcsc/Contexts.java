package muhurdar.reader.pcsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jnasmartcardio.Smartcardio.JnaCardTerminals;
import jnasmartcardio.Smartcardio.JnaPCSCException;
import jnasmartcardio.Smartcardio.JnaTerminalFactorySpi;
import muhurdar.api.spi.ReaderFault;

/**
 * The connections to the PC/SC service. A context does one thing at a time: whoever waits in it keeps everybody else
 * out. So the list has one, and every reader two: one to be watched and one to be worked with. A context that outlived
 * its service is dead for good; it is dropped, and the question asked once more in a new one. Thread-safe.
 */
final class Contexts implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Contexts.class);
	/** SCARD_E_NO_READERS_AVAILABLE. */
	private static final int NO_READERS = 0x8010002E;

	enum Use {
		LIST, WATCH, WORK
	}

	/** Something asked of one reader. */
	interface Question<T> {
		T ask(CardTerminal terminal) throws CardException;
	}

	private interface Asking<T> {
		T ask(JnaCardTerminals terminals) throws CardException;
	}

	private record Key(Use use, String reader) {
	}

	private final Supplier<JnaTerminalFactorySpi> library;
	private final Map<Key, JnaCardTerminals> open = new ConcurrentHashMap<>();
	private @Nullable JnaTerminalFactorySpi factory;
	private @Nullable LinkageError missing;
	private volatile boolean told;
	private volatile boolean closed;

	/** @param library loads the native library; called once */
	Contexts(Supplier<JnaTerminalFactorySpi> library) {
		this.library = library;
	}

	/** Names of the readers that are there now. @throws ReaderFault */
	List<String> readers() {
		return asked(new Key(Use.LIST, ""), "list readers", Contexts::names);
	}

	/** @throws ReaderFault READER_GONE if there is no such reader */
	<T> T of(Use use, String reader, String doing, Question<T> question) {
		return asked(new Key(use, reader), doing + " " + reader, terminals -> {
			CardTerminal terminal = terminals.getTerminal(reader);
			if (terminal == null) {
				throw new ReaderFault(ReaderFault.Kind.READER_GONE, reader);
			}
			return question.ask(terminal);
		});
	}

	/** Forgets the context that was worked with. */
	void drop(String reader) {
		Key key = new Key(Use.WORK, reader);
		JnaCardTerminals dead = open.remove(key);
		if (dead != null) {
			release(dead);
		}
	}

	private static List<String> names(JnaCardTerminals terminals) throws CardException {
		try {
			List<String> names = new ArrayList<>();
			for (CardTerminal terminal : terminals.list()) {
				names.add(terminal.getName());
			}
			return names;
		} catch (JnaPCSCException e) {
			if ((int) e.code == NO_READERS) {
				return List.of();
			}
			throw e;
		}
	}

	private <T> T asked(Key key, String doing, Asking<T> asking) {
		JnaCardTerminals kept = open.get(key);
		if (kept != null) {
			try {
				return once(kept, doing, asking);
			} catch (ReaderFault e) {
				if (e.kind() != ReaderFault.Kind.SERVICE_GONE) {
					throw e;
				}
				LOG.debug("context of {} is dead", doing, e);
				forget(key, kept);
			}
		}
		JnaCardTerminals fresh = made(key);
		try {
			return once(fresh, doing, asking);
		} catch (ReaderFault e) {
			if (e.kind() == ReaderFault.Kind.SERVICE_GONE) {
				forget(key, fresh);
			}
			throw e;
		}
	}

	private static <T> T once(JnaCardTerminals terminals, String doing, Asking<T> asking) {
		try {
			return asking.ask(terminals);
		} catch (ReaderFault e) {
			throw e;
		} catch (CardException | RuntimeException e) {
			throw Faults.of(doing + " " + Faults.code(e), e);
		}
	}

	private JnaCardTerminals made(Key key) {
		if (closed) {
			throw new ReaderFault(ReaderFault.Kind.SERVICE_GONE, "the driver has been stopped");
		}
		try {
			JnaCardTerminals made = (JnaCardTerminals) factory().engineTerminals();
			if (told) {
				told = false;
				LOG.info("PC/SC service is back");
			}
			JnaCardTerminals other = open.putIfAbsent(key, made);
			if (other != null) {
				release(made);
				return other;
			}
			return made;
		} catch (RuntimeException | LinkageError e) {
			if (!told) {
				told = true;
				LOG.warn("PC/SC service cannot be reached, its readers are missing", e);
			}
			throw Faults.of("PC/SC service " + Faults.code(e), e);
		}
	}

	/** A library that is missing is not looked for again: that would not help before a restart. */
	private synchronized JnaTerminalFactorySpi factory() {
		LinkageError known = missing;
		if (known != null) {
			throw known;
		}
		JnaTerminalFactorySpi present = factory;
		if (present == null) {
			try {
				present = library.get();
			} catch (LinkageError e) {
				missing = e;
				throw e;
			}
			factory = present;
		}
		return present;
	}

	private void forget(Key key, JnaCardTerminals dead) {
		if (open.remove(key, dead)) {
			release(dead);
		}
	}

	private static void release(JnaCardTerminals context) {
		try {
			context.close();
		} catch (JnaPCSCException e) {
			LOG.debug("context was dead already", e);
		}
	}

	@Override
	public void close() {
		closed = true;
		open.values().forEach(Contexts::release);
		open.clear();
	}
}
