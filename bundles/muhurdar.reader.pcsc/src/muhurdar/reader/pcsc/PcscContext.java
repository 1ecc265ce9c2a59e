package muhurdar.reader.pcsc;

import java.time.Duration;
import java.util.List;

import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jnasmartcardio.Smartcardio.JnaCardTerminals;
import jnasmartcardio.Smartcardio.JnaTerminalFactorySpi;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;

/** One PC/SC context. Used by one thread. Whatever goes wrong is a {@link ReaderFault}. */
final class PcscContext implements AutoCloseable {

	/** How soon a waiting thread notices that it was interrupted: PC/SC itself cannot be. */
	private static final long TICK_MILLIS = 200;
	private static final Logger LOG = LoggerFactory.getLogger(PcscContext.class);

	private final JnaCardTerminals terminals;

	private PcscContext(JnaCardTerminals terminals) {
		this.terminals = terminals;
	}

	/** @throws ReaderFault SERVICE_GONE */
	static PcscContext establish() {
		try {
			// the provider's own class instead of a TerminalFactory: the JDK's provider can never be taken for it
			return new PcscContext((JnaCardTerminals) new JnaTerminalFactorySpi((Object) null).engineTerminals());
		} catch (RuntimeException | LinkageError e) {
			throw Faults.of("PC/SC", e, Kind.SERVICE_GONE);
		}
	}

	List<String> readers() {
		try {
			return terminals.list().stream().map(CardTerminal::getName).toList();
		} catch (CardException | RuntimeException e) {
			throw Faults.of("PC/SC", e, Kind.SERVICE_GONE);
		}
	}

	/** @throws ReaderFault READER_GONE, SERVICE_GONE */
	CardTerminal terminal(String reader) {
		try {
			CardTerminal terminal = terminals.getTerminal(reader);
			if (terminal == null) {
				throw new ReaderFault(Kind.READER_GONE, reader);
			}
			return terminal;
		} catch (RuntimeException e) {
			throw Faults.of(reader, e, Kind.SERVICE_GONE);
		}
	}

	boolean cardPresent(String reader) {
		try {
			return terminal(reader).isCardPresent();
		} catch (CardException | RuntimeException e) {
			throw Faults.of(reader, e, Kind.READER_GONE);
		}
	}

	/** Waits for this one reader: a wait for all of them fails at 16, the most that pcscd has. */
	boolean awaitCard(String reader, boolean present, Duration timeout) throws InterruptedException {
		long start = System.nanoTime();
		try {
			CardTerminal terminal = terminal(reader);
			boolean there = terminal.isCardPresent();
			while (there != present) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				long left = timeout.toMillis() - (System.nanoTime() - start) / 1_000_000;
				if (left <= 0) {
					return false;
				}
				long tick = Math.min(left, TICK_MILLIS);
				there = present ? terminal.waitForCardPresent(tick) : !terminal.waitForCardAbsent(tick);
			}
			return true;
		} catch (CardException | RuntimeException e) {
			throw Faults.of(reader, e, Kind.READER_GONE);
		}
	}

	/** Never throws: a context of a service that has ended is gone anyway. */
	@Override
	public void close() {
		try {
			terminals.close();
		} catch (CardException | RuntimeException e) {
			LOG.debug("context could not be released", e);
		}
	}
}
