package muhurdar.simulators;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;

/**
 * The readers and hands of a {@link CardProcess}. Each call makes a connection of its own, so that a process that
 * comes back is found again by the next call; while it is gone, calls throw {@link Kind#SERVICE_GONE}.
 */
public final class RemoteDesk implements Desk {

	private static final HexFormat HEX = HexFormat.of();
	/** How long one question waits at the other side, so that an interrupt is seen soon. */
	private static final Duration SLICE = Duration.ofMillis(200);

	private final String host;
	private final int port;
	private volatile boolean closed;

	public RemoteDesk(String host, int port) {
		this.host = host;
		this.port = port;
	}

	@Override
	public List<ReaderName> readers() {
		return Stream.of(ask("READERS")).map(name -> new ReaderName(DRIVER, name)).toList();
	}

	@Override
	public boolean cardPresent(ReaderName reader) {
		return Boolean.parseBoolean(ask("AWAIT", name(reader), "true", "0")[0]);
	}

	@Override
	public boolean awaitCard(ReaderName reader, boolean present, Duration timeout) throws InterruptedException {
		long end = System.nanoTime() + timeout.toNanos();
		try (DeskLine line = connect()) {
			while (true) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
				Duration now = left.compareTo(SLICE) < 0 ? left : SLICE;
				String so = line.ask("AWAIT", name(reader), Boolean.toString(present), Long.toString(now.toMillis()))[0];
				if (Boolean.parseBoolean(so) || left.compareTo(SLICE) < 0) {
					return Boolean.parseBoolean(so);
				}
			}
		}
	}

	@Override
	public CardChannel open(ReaderName reader) {
		DeskLine line = connect();
		try {
			return new RemoteChannel(line, Bytes.ofHex(line.ask("OPEN", name(reader))[0]));
		} catch (RuntimeException e) {
			line.close();
			throw e;
		}
	}

	@Override
	public List<ChipSerial> box() {
		return serials(ask("BOX"));
	}

	@Override
	public List<ChipSerial> makeBlank(int n) {
		return serials(ask("BLANKS", Integer.toString(n)));
	}

	@Override
	public Optional<ChipSerial> cardIn(ReaderName reader) {
		return serials(ask("CARD", name(reader))).stream().findFirst();
	}

	@Override
	public Optional<ChipSerial> swap(ReaderName reader) {
		return serials(ask("SWAP", name(reader))).stream().findFirst();
	}

	@Override
	public void remove(ReaderName reader) {
		ask("REMOVE", name(reader));
	}

	@Override
	public void insert(ReaderName reader, ChipSerial card) {
		ask("INSERT", name(reader), card.hex());
	}

	@Override
	public void handsTake(Duration time) {
		ask("HANDS", Long.toString(time.toNanos()));
	}

	@Override
	public Duration cardTime(ReaderName reader) {
		return Duration.ofNanos(Long.parseLong(ask("TIME", name(reader))[0]));
	}

	@Override
	public void prepareKeys(KeyType type, int n) {
		ask("KEYS", type.name(), Integer.toString(n));
	}

	@Override
	public void plan(ReaderName reader, Trouble trouble) {
		ask("PLAN", name(reader), Integer.toString(trouble.command()), trouble.what().name(),
				Integer.toString(trouble.statusWord()));
	}

	@Override
	public void mend(ReaderName reader) {
		ask("MEND", name(reader));
	}

	@Override
	public SimulatedCard lookInto(ChipSerial card) {
		String[] a = ask("LOOK", card.hex());
		return new SimulatedCard(card, bytes(a[0]), bytes(a[1]),
				a[2].isEmpty() ? Optional.empty() : Optional.of(Secret.taking(HEX.parseHex(a[2]))),
				Integer.parseInt(a[3]), Integer.parseInt(a[4]), Boolean.parseBoolean(a[5]));
	}

	@Override
	public void close() {
		closed = true;
	}

	private static Optional<Bytes> bytes(String hex) {
		return hex.isEmpty() ? Optional.empty() : Optional.of(Bytes.ofHex(hex));
	}

	private static List<ChipSerial> serials(String... hex) {
		return Stream.of(hex).map(ChipSerial::new).toList();
	}

	private static String name(ReaderName reader) {
		if (!reader.driver().equals(DRIVER)) {
			throw new ReaderFault(Kind.READER_GONE, reader.name());
		}
		return reader.name();
	}

	private String[] ask(String... words) {
		try (DeskLine line = connect()) {
			return line.ask(words);
		}
	}

	private DeskLine connect() {
		if (closed) {
			throw new ReaderFault(Kind.SERVICE_GONE, "simulated readers are closed");
		}
		try {
			return DeskLine.to(host, port);
		} catch (IOException e) {
			throw new ReaderFault(Kind.SERVICE_GONE, "card process " + host + ":" + port, e);
		}
	}

	/** The line stays open for as long as the card is held. */
	private record RemoteChannel(DeskLine line, Bytes atr) implements CardChannel {

		@Override
		public byte[] transmit(byte[] command) {
			return line.exchange(ByteBuffer.wrap(command));
		}

		@Override
		public byte[] transmitSecret(Secret command) {
			return line.exchange(command.bytes());
		}

		@Override
		public void close() {
			line.close();
		}
	}
}
