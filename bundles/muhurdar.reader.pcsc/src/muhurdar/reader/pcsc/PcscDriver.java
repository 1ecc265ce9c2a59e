package muhurdar.reader.pcsc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderControl;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Bytes;

/**
 * Readers of the computer's PC/SC service (pcscd, WinSCard, macOS). Thread-safe. Every question and every open card
 * has a PC/SC context of its own, since one context does one thing at a time. Nothing is kept between two calls: a
 * stopped service or a missing library is {@link Kind#SERVICE_GONE} until it is there, and no longer.
 */
@Component(property = "reader.driver=" + PcscDriver.NAME)
public final class PcscDriver implements CardReaderDriver {

	static final String NAME = "pcsc";

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
		try (PcscContext context = PcscContext.establish()) {
			return context.awaitCard(ours(reader), present, timeout);
		}
	}

	@Override
	public CardChannel open(ReaderName reader) {
		String name = ours(reader);
		PcscContext context = PcscContext.establish();
		try {
			return new PcscChannel(context, name);
		} catch (RuntimeException | Error e) {
			context.close();
			throw e;
		}
	}

	@Override
	public Optional<Bytes> reset(ReaderName reader, int protocol) {
		try (PcscContext context = PcscContext.establish()) {
			return Optional.of(context.reset(ours(reader), protocol));
		}
	}

	@Override
	public Optional<ReaderControl> control(ReaderName reader) {
		String name = ours(reader);
		PcscContext context = PcscContext.establish();
		try {
			return Optional.of(new PcscControl(context, name));
		} catch (RuntimeException | Error e) {
			context.close();
			throw e;
		}
	}

	private static String ours(ReaderName reader) {
		if (!reader.driver().equals(NAME)) {
			throw new ReaderFault(Kind.READER_GONE, reader.name());
		}
		return reader.name();
	}
}
