package muhurdar.card.pkcs11;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Settings;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Bytes;

/**
 * The slots of a PKCS#11 module as readers. Thread-safe. The module is loaded at the first question; while that fails,
 * every question is {@link Kind#SERVICE_GONE} and tries anew.
 *
 * <p>While a module that takes one call at a time makes a key, questions about slots are answered with what was seen
 * before it; the tokens in them have to wait.
 *
 * <p>A token is held exclusively among those who use this driver; PKCS#11 knows no way to keep other programs off it.
 */
public final class Pkcs11Driver implements CardReaderDriver, AutoCloseable {

	static final String NAME = "pkcs11";

	/** C_WaitForSlotEvent is missing in many modules, and would hold up all other calls where one is made at a time. */
	private static final long TICK_MILLIS = 200;

	private final Settings settings;
	private @Nullable Cryptoki loaded;
	/** What was seen last: the answer while a call for another slot lasts. */
	private volatile Map<String, Long> named = Map.of();
	private final Map<Long, Boolean> present = new ConcurrentHashMap<>();
	private final Map<Long, TokenChannel> held = new ConcurrentHashMap<>();

	/** The module is the one that is set at the first question. */
	public Pkcs11Driver(Settings settings) {
		this.settings = settings;
	}

	@Override
	public List<ReaderName> readers() {
		return byName().keySet().stream().map(name -> new ReaderName(NAME, name)).toList();
	}

	@Override
	public boolean cardPresent(ReaderName reader) {
		return present(slot(reader));
	}

	private boolean present(long slot) {
		Cryptoki module = module();
		module.ifFree(() -> module.slotInfo(slot).tokenPresent()).ifPresent(now -> present.put(slot, now));
		return present.getOrDefault(slot, false);
	}

	@Override
	public boolean awaitCard(ReaderName reader, boolean present, Duration timeout) throws InterruptedException {
		long start = System.nanoTime();
		long slot = slot(reader);
		while (present(slot) != present) {
			long left = timeout.toMillis() - (System.nanoTime() - start) / 1_000_000;
			if (left <= 0) {
				return false;
			}
			Thread.sleep(Math.min(left, TICK_MILLIS));
		}
		return true;
	}

	@Override
	public CardChannel open(ReaderName reader) {
		Cryptoki module = module();
		long slot = slot(reader);
		if (!module.slotInfo(slot).tokenPresent()) {
			throw new ReaderFault(Kind.CARD_GONE, reader.name());
		}
		TokenChannel channel = new TokenChannel(module, slot, () -> held.remove(slot));
		if (held.putIfAbsent(slot, channel) != null) {
			throw new ReaderFault(Kind.IN_USE, reader.name());
		}
		return channel;
	}

	/**
	 * The open channel of which this is the answer to reset, whoever stands in between and listens.
	 *
	 * @throws ReaderFault CARD_GONE if it has been closed
	 */
	TokenChannel channel(Bytes atr) {
		long slot = ByteBuffer.wrap(atr.toArray()).getLong(TokenChannel.ATR.length() / 2);
		TokenChannel open = held.get(slot);
		if (open == null) {
			throw new ReaderFault(Kind.CARD_GONE, "slot " + slot);
		}
		return open;
	}

	private long slot(ReaderName reader) {
		Long slot = reader.driver().equals(NAME) ? byName().get(reader.name()) : null;
		if (slot == null) {
			throw new ReaderFault(Kind.READER_GONE, reader.name());
		}
		return slot;
	}

	/** Named as the module describes them; slots described alike are told apart by their ids. */
	private Map<String, Long> byName() {
		Cryptoki module = module();
		Optional<String> keyring = TokenKeyring.label(settings);
		module.ifFree(() -> named(module, keyring)).ifPresent(now -> named = now);
		return named;
	}

	/** The token with the card master keys is no card, whichever module it is behind. */
	private static Map<String, Long> named(Cryptoki module, Optional<String> keyring) {
		Map<String, Long> named = new LinkedHashMap<>();
		for (long slot : module.slots()) {
			if (keyring.filter(label -> TokenKeyring.isIn(module, slot, label)).isPresent()) {
				continue;
			}
			String name = module.slotInfo(slot).description();
			named.put(name.isEmpty() || named.containsKey(name) ? "%s (%X)".formatted(name, slot).strip() : name, slot);
		}
		return named;
	}

	synchronized Cryptoki module() {
		Cryptoki module = loaded;
		if (module == null) {
			module = load();
			loaded = module;
		}
		return module;
	}

	private Cryptoki load() {
		return load(Path.of(settings.get(Settings.PKCS11_MODULE)), settings);
	}

	/** Tried out, loaded and initialised as the switches say. */
	static Cryptoki load(Path path, Settings settings) {
		boolean nullArguments = settings.get(Settings.PKCS11_NULL_ARGUMENTS);
		boolean singleThread = settings.get(Settings.PKCS11_SINGLE_THREAD);
		Trial.run(path, nullArguments, singleThread);
		return Cryptoki.load(path, nullArguments, singleThread);
	}

	/** Finalises the module; whatever is still open is dead. */
	@Override
	public synchronized void close() {
		Cryptoki module = loaded;
		if (module != null) {
			module.close();
		}
	}
}
