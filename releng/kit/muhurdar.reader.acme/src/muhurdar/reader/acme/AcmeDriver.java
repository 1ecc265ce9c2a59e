package muhurdar.reader.acme;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;

/** The slots of the box at {@code acme.box}, host:port. Every question and every open card has its own line to it. */
@Component(property = "reader.driver=" + AcmeDriver.NAME)
public final class AcmeDriver implements CardReaderDriver {

	static final String NAME = "acme";

	/** The box waits no longer at a time, so that an interrupt is seen soon. */
	private static final Duration TICK = Duration.ofMillis(200);

	private final BundleContext context;

	@Activate
	public AcmeDriver(BundleContext context) {
		this.context = context;
	}

	@Override
	public List<ReaderName> readers() {
		try (AcmeLine line = line()) {
			return Stream.of(line.ask("slots").split(" ")).map(slot -> new ReaderName(NAME, slot)).toList();
		}
	}

	@Override
	public boolean cardPresent(ReaderName reader) {
		try (AcmeLine line = line()) {
			return line.ask("card " + ours(reader)).equals("yes");
		}
	}

	@Override
	public boolean awaitCard(ReaderName reader, boolean present, Duration timeout) throws InterruptedException {
		String slot = ours(reader);
		String wanted = present ? "yes" : "no";
		long end = System.nanoTime() + timeout.toNanos();
		try (AcmeLine line = line()) {
			while (true) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				long left = Math.max(0, (end - System.nanoTime()) / 1_000_000);
				boolean so = line.ask("wait " + slot + " " + wanted + " " + Math.min(left, TICK.toMillis())).equals(wanted);
				if (so || left == 0) {
					return so;
				}
			}
		}
	}

	@Override
	public CardChannel open(ReaderName reader) {
		String slot = ours(reader);
		AcmeLine line = line();
		try {
			return line.open(slot);
		} catch (RuntimeException e) {
			line.close();
			throw e;
		}
	}

	private static String ours(ReaderName reader) {
		if (!reader.driver().equals(NAME) || reader.name().contains(" ")) {
			throw new ReaderFault(Kind.READER_GONE, reader.name());
		}
		return reader.name();
	}

	private AcmeLine line() {
		String box = context.getProperty("acme.box");
		if (box == null) {
			throw new ReaderFault(Kind.SERVICE_GONE, "acme.box does not say where the box is");
		}
		int colon = box.lastIndexOf(':');
		return new AcmeLine(box.substring(0, colon), Integer.parseInt(box.substring(colon + 1)));
	}
}
