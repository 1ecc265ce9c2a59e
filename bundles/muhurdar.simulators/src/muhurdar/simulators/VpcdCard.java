package muhurdar.simulators;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;

/**
 * Shows the card of one simulated reader to pcscd through Debian's virtual reader vpcd: while there is a card it is
 * connected to the port, and after any loss it connects again. Frames are a two-byte length and that many bytes; a
 * frame of one byte is power off (0), on (1), reset (2) or "give the ATR" (4).
 */
final class VpcdCard {

	private static final Logger LOG = LoggerFactory.getLogger(VpcdCard.class);
	private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

	private final LocalDesk desk;
	private final ReaderName reader;
	private final int port;

	VpcdCard(LocalDesk desk, ReaderName reader, int port) {
		this.desk = desk;
		this.reader = reader;
		this.port = port;
	}

	/** Never returns while the desk is open. */
	void run() {
		try {
			while (true) {
				if (plugged() && desk.watch(reader, true, Duration.ofMinutes(1))) {
					Optional<Slot.Link> link = link();
					if (link.isPresent()) {
						connectOnce(link.get());
					}
				}
			}
		} catch (ReaderFault e) {
			LOG.info("{} ended: {}", reader, e.getMessage());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** A reader that broke comes back when it is mended. @throws ReaderFault if the desk is closed */
	private boolean plugged() throws InterruptedException {
		if (desk.readers().contains(reader)) {
			return true;
		}
		Thread.sleep(LOOK_AGAIN);
		return false;
	}

	/** Empty if the card was pulled meanwhile. */
	private Optional<Slot.Link> link() {
		try {
			return Optional.of(desk.link(reader));
		} catch (ReaderFault e) {
			LOG.debug("{} cannot be opened: {}", reader, e.getMessage());
			return Optional.empty();
		}
	}

	private void connectOnce(Slot.Link link) throws InterruptedException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
			Thread removal = Thread.ofPlatform().daemon().name("removal " + port).start(() -> closeWhenPulled(socket));
			try {
				serve(socket, link);
			} finally {
				removal.interrupt();
				removal.join();
			}
		} catch (IOException | ReaderFault e) {
			LOG.debug("card left port {}: {}", port, e.toString());
			// also when the port is not open yet: a moment for pcscd to start, or to see that the card is gone
			Thread.sleep(LOOK_AGAIN);
		} finally {
			link.close();
		}
	}

	private void closeWhenPulled(Socket socket) {
		try {
			while (!desk.watch(reader, false, Duration.ofMinutes(1))) {
				LOG.trace("{} still there", reader);
			}
			socket.close();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (IOException | ReaderFault e) {
			LOG.debug("closing port {}: {}", port, e.getMessage());
		}
	}

	private void serve(Socket socket, Slot.Link link) throws IOException {
		Optional<SocketOption<Boolean>> quickAck = quickAck(socket);
		DataInputStream in = new DataInputStream(socket.getInputStream());
		boolean used = false;
		boolean finished = link.card().finished();
		while (true) {
			byte[] frame = frame(socket, in, quickAck);
			if (frame.length > 1) {
				used = true;
				send(socket, link.exchange(frame));
			} else if (frame.length == 1 && frame[0] == 4) {
				send(socket, link.atr().toArray());
			} else if (frame.length == 1 && frame[0] <= 2) {
				link.reset();
				// a finished card is looked at once more before it goes
				if (used && finished) {
					desk.released(reader, link.card());
				}
				used = false;
				finished = link.card().finished();
			}
		}
	}

	/** vpcd sends length and body as two packets; without quick acknowledgement each costs 40 ms. */
	private static byte[] frame(Socket socket, DataInputStream in, Optional<SocketOption<Boolean>> quickAck)
			throws IOException {
		acknowledge(socket, quickAck);
		byte[] frame = new byte[in.readUnsignedShort()];
		acknowledge(socket, quickAck);
		in.readFully(frame);
		return frame;
	}

	private static void acknowledge(Socket socket, Optional<SocketOption<Boolean>> quickAck) throws IOException {
		if (quickAck.isPresent()) {
			socket.setOption(quickAck.get(), true);
		}
	}

	/** Linux only, and Linux forgets it: set before each read. */
	@SuppressWarnings("unchecked")
	private static Optional<SocketOption<Boolean>> quickAck(Socket socket) {
		return socket.supportedOptions().stream().filter(option -> option.name().equals("TCP_QUICKACK"))
				.map(option -> (SocketOption<Boolean>) option).findFirst();
	}

	private static void send(Socket socket, byte[] body) throws IOException {
		byte[] frame = new byte[body.length + 2];
		frame[0] = (byte) (body.length >> 8);
		frame[1] = (byte) body.length;
		System.arraycopy(body, 0, frame, 2, body.length);
		OutputStream out = socket.getOutputStream();
		out.write(frame);
	}
}
