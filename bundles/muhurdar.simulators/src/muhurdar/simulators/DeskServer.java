package muhurdar.simulators;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedCard;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;

/** Serves a {@link LocalDesk} to other processes on the loopback interface; one thread per connection. */
final class DeskServer {

	private static final Logger LOG = LoggerFactory.getLogger(DeskServer.class);
	private static final HexFormat HEX = HexFormat.of();

	private final LocalDesk desk;
	private final ServerSocket server;

	/** @param port 0 for any free one */
	DeskServer(LocalDesk desk, int port) throws IOException {
		this.desk = desk;
		this.server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
		Thread.ofPlatform().name("desk server").start(this::accept);
	}

	int port() {
		return server.getLocalPort();
	}

	private void accept() {
		while (!server.isClosed()) {
			try {
				Socket socket = server.accept();
				Thread.ofPlatform().daemon().name("desk line").start(() -> serve(socket));
			} catch (IOException e) {
				if (!server.isClosed()) {
					LOG.error("cannot accept", e);
				}
			}
		}
	}

	private void serve(Socket socket) {
		try (DeskLine line = new DeskLine(socket); Holding holding = new Holding()) {
			for (String[] words = line.hear(); words.length > 0; words = line.hear()) {
				line.say(answer(words, holding));
			}
		} catch (SocketException e) {
			LOG.info("a client was cut off: {}", e.getMessage());
		} catch (IOException e) {
			LOG.warn("line broke", e);
		}
	}

	/** The card that this connection holds, until it ends. */
	private static final class Holding implements AutoCloseable {

		private @Nullable CardChannel channel;

		CardChannel channel() {
			CardChannel open = channel;
			if (open == null) {
				throw new IllegalStateException("no card is open on this line");
			}
			return open;
		}

		@Override
		public void close() {
			CardChannel open = channel;
			if (open != null) {
				open.close();
			}
		}
	}

	private String[] answer(String[] words, Holding holding) {
		try {
			return Stream.concat(Stream.of("OK"), obey(words, holding).stream()).toArray(String[]::new);
		} catch (ReaderFault e) {
			return new String[] { "FAULT", e.kind().name(), oneLine(e) };
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return new String[] { "ERROR", "interrupted" };
		} catch (IllegalStateException e) {
			return new String[] { "ERROR", oneLine(e) };
		} catch (RuntimeException e) {
			LOG.warn("{} failed", words[0], e);
			return new String[] { "ERROR", oneLine(e) };
		}
	}

	private static String oneLine(Exception e) {
		return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
	}

	private List<String> obey(String[] w, Holding holding) throws InterruptedException {
		switch (w[0]) {
		case "READERS":
			return desk.readers().stream().map(ReaderName::name).toList();
		case "AWAIT":
			return one(desk.awaitCard(reader(w[1]), Boolean.parseBoolean(w[2]), Duration.ofMillis(Long.parseLong(w[3]))));
		case "OPEN":
			holding.channel = desk.open(reader(w[1]));
			return one(holding.channel().atr().toHex());
		case "APDU":
			return one(HEX.formatHex(holding.channel().transmit(HEX.parseHex(w[1]))));
		case "BOX":
			return hex(desk.box());
		case "BLANKS":
			return hex(desk.makeBlank(Integer.parseInt(w[1])));
		case "CARD":
			return hex(desk.cardIn(reader(w[1])).stream().toList());
		case "SWAP":
			return hex(desk.swap(reader(w[1])).stream().toList());
		case "REMOVE":
			desk.remove(reader(w[1]));
			return List.of();
		case "INSERT":
			desk.insert(reader(w[1]), new ChipSerial(w[2]));
			return List.of();
		case "HANDS":
			desk.handsTake(Duration.ofNanos(Long.parseLong(w[1])));
			return List.of();
		case "TIME":
			return one(desk.cardTime(reader(w[1])).toNanos());
		case "KEYS":
			desk.prepareKeys(KeyType.valueOf(w[1]), Integer.parseInt(w[2]));
			return List.of();
		case "PLAN":
			desk.plan(reader(w[1]), new Trouble(Integer.parseInt(w[2]), Trouble.What.valueOf(w[3]),
					Integer.parseInt(w[4])));
			return List.of();
		case "MEND":
			desk.mend(reader(w[1]));
			return List.of();
		case "LOOK":
			return insides(desk.lookInto(new ChipSerial(w[1])));
		default:
			throw new IllegalArgumentException("unknown word");
		}
	}

	private static List<String> insides(SimulatedCard card) {
		return List.of(card.publicKey().map(Bytes::toHex).orElse(""), card.certificate().map(Bytes::toHex).orElse(""),
				card.pin().map(DeskServer::hex).orElse(""), Integer.toString(card.pinTriesLeft()),
				Integer.toString(card.pukTriesLeft()), Boolean.toString(card.finished()));
	}

	private static String hex(Secret pin) {
		try (pin) {
			return pin.use(HEX::formatHex);
		}
	}

	private static List<String> hex(List<ChipSerial> cards) {
		return cards.stream().map(ChipSerial::hex).toList();
	}

	private static List<String> one(Object word) {
		return List.of(word.toString());
	}

	private static ReaderName reader(String name) {
		return new ReaderName(Desk.DRIVER, name);
	}

	/** Lines that are open stay open. */
	void close() throws IOException {
		server.close();
	}
}
