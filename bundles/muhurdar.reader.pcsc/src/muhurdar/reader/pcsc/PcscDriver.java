package muhurdar.reader.pcsc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderControl;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Bytes;

/**
 * Readers of the computer's PC/SC service (pcscd, WinSCard, macOS). Thread-safe. Every question and every open card
 * has a PC/SC context of its own, since one context does one thing at a time. A connection is kept from card to card and
 * replaced when it is no longer good: a stopped service or a missing library is {@link Kind#SERVICE_GONE} until it is
 * there, and no longer.
 */
@Component(service = CardReaderDriver.class, property = "reader.driver=" + PcscDriver.NAME)
public final class PcscDriver implements CardReaderDriver, AutoCloseable {

	static final String NAME = "pcsc";

	private final Connections connections = new Connections();

	@Activate
	public PcscDriver() {
		// the native library is looked for at the first question
	}

	@Override
	public List<ReaderName> readers() {
		try (PcscContext context = PcscContext.establish()) {
			return context.readers().stream().map(name -> new ReaderName(NAME, name)).sorted().toList();
		}
	}

	@Override
	public boolean cardPresent(ReaderName reader) {
		try (PcscContext context = PcscContext.establish()) {
			return context.cardPresent(ours(reader));
		}
	}

	@Override
	public boolean awaitCard(ReaderName reader, boolean present, Duration timeout) throws InterruptedException {
		if (present) {
			connections.wanted(ours(reader));
		}
		try (PcscContext context = PcscContext.establish()) {
			return context.awaitCard(ours(reader), present, timeout);
		}
	}

	@Override
	public CardChannel open(ReaderName reader) {
		return connections.card(ours(reader), connection -> new PcscChannel(connections, connection));
	}

	@Override
	public Optional<Bytes> reset(ReaderName reader, int protocol) {
		return connections.card(ours(reader), connection -> {
			Bytes atr = Bytes.of(connection.power(1 << protocol).getATR().getBytes());
			connections.keep(connection);
			return Optional.of(atr);
		});
	}

	@Override
	public Optional<ReaderControl> control(ReaderName reader) {
		return Optional.of(new PcscControl(connections.reader(ours(reader))));
	}

	@Deactivate
	@Override
	public void close() {
		connections.close();
	}

	private static String ours(ReaderName reader) {
		if (!reader.driver().equals(NAME)) {
			throw new ReaderFault(Kind.READER_GONE, reader.name());
		}
		return reader.name();
	}
}
