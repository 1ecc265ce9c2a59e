package muhurdar.reader.pcsc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.kit.DriverFixture;
import muhurdar.kit.ScriptedCard;

/**
 * The virtual readers of a pcscd that releng/pcscd started: {@code muhurdar.test.vpcd} names the ports of their cards,
 * {@code PCSCLITE_CSOCK_NAME} in the environment says where that pcscd listens.
 */
public final class PcscFixture implements DriverFixture {

	private static final String NONE = "none";

	private final String ports = System.getProperty("muhurdar.test.vpcd", NONE).strip();
	private final Map<ReaderName, Integer> portOf = new HashMap<>();
	private final Map<ReaderName, VpcdCard> cards = new ConcurrentHashMap<>();

	@Override
	public String service() {
		return PcscDriver.NAME;
	}

	@Override
	public Optional<String> missing() {
		return ports.equals(NONE) ? Optional.of("no pcscd with virtual readers in this run (-Dmuhurdar.test.vpcd)")
				: Optional.empty();
	}

	@Override
	public List<ReaderName> readers(CardReaderDriver driver) {
		List<Integer> numbers = Stream.of(ports.split(" ")).map(Integer::valueOf).toList();
		List<ReaderName> readers = driver.readers();
		for (int i = 0; i < numbers.size(); i++) {
			portOf.put(readers.get(i), numbers.get(i));
		}
		return readers.subList(0, numbers.size());
	}

	@Override
	public void insert(ReaderName reader, ScriptedCard card) {
		try {
			cards.put(reader, new VpcdCard(portOf.get(reader), card));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void pull(ReaderName reader) {
		VpcdCard card = cards.remove(reader);
		if (card != null) {
			card.close();
		}
	}

	/** A vpcd waits for its card for ever. */
	@Override
	public boolean knowsMuteCards() {
		return false;
	}
}
