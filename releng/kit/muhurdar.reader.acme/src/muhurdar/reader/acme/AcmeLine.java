package muhurdar.reader.acme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.Dialogue;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.domain.Bytes;

/**
 * One line to the box. A question is a line of text, so is the answer; {@code fault KIND} is what the box cannot do.
 * The card of a slot that was opened belongs to the line until this is closed.
 */
final class AcmeLine implements AutoCloseable {

	private static final HexFormat HEX = HexFormat.of();
	private static final Logger LOG = LoggerFactory.getLogger(AcmeLine.class);

	private final Socket socket;
	private final BufferedReader in;

	AcmeLine(String host, int port) {
		try {
			socket = new Socket(host, port);
			socket.setTcpNoDelay(true);
			in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
		} catch (IOException e) {
			throw new ReaderFault(Kind.SERVICE_GONE, "the box at " + host + " does not answer", e);
		}
	}

	String ask(String question) {
		try {
			socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
			String answer = in.readLine();
			if (answer == null) {
				throw new ReaderFault(Kind.SERVICE_GONE, "the box hung up");
			}
			if (answer.startsWith("fault ")) {
				throw new ReaderFault(Kind.valueOf(answer.substring("fault ".length())), "said the box");
			}
			return answer;
		} catch (IOException e) {
			throw new ReaderFault(Kind.SERVICE_GONE, "the box does not answer", e);
		}
	}

	CardChannel open(String slot) {
		return new Channel(Bytes.ofHex(ask("open " + slot)));
	}

	/** Returns when the box has hung up: the card is free then. */
	@Override
	public void close() {
		try (socket) {
			socket.shutdownOutput();
			in.readLine();
		} catch (IOException e) {
			LOG.debug("the box hung up first", e);
		}
	}

	private final class Channel implements CardChannel {

		private final Bytes atr;
		private final Dialogue<ReaderFault> dialogue = new Dialogue<>(
				command -> HEX.parseHex(ask("send " + HEX.formatHex(command))), false);
		private @Nullable ReaderFault dead;

		Channel(Bytes atr) {
			this.atr = atr;
		}

		@Override
		public Bytes atr() {
			return atr;
		}

		@Override
		public byte[] transmit(byte[] command) {
			ReaderFault earlier = dead;
			if (earlier != null) {
				throw earlier;
			}
			try {
				return dialogue.transmit(command);
			} catch (ReaderFault fault) {
				dead = fault;
				throw fault;
			}
		}

		@Override
		public void close() {
			AcmeLine.this.close();
		}
	}
}
