package muhurdar.reader.pcsc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;

import muhurdar.kit.ScriptedCard;

/** Shows a scripted card to vpcd: a TCP client; frames are a two-byte length and that many bytes. */
final class VpcdCard {

	private static final byte[] ATR = { 0x3B, (byte) 0x80, (byte) 0x80, 0x01, 0x01 };
	private static final int ASKS_ATR = 4;

	private final Socket socket;
	private final ScriptedCard card;

	VpcdCard(int port, ScriptedCard card) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.card = card;
		socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
		Thread.ofPlatform().daemon().name("card " + port).start(this::serve);
	}

	private void serve() {
		try (socket) {
			DataInputStream in = new DataInputStream(socket.getInputStream());
			while (true) {
				byte[] frame = frame(in);
				if (frame.length > 1) {
					send(card.answer(frame));
				} else if (frame[0] == ASKS_ATR) {
					send(ATR);
				} else {
					card.reset();
				}
			}
		} catch (IOException e) {
			if (!socket.isClosed()) { // else it was pulled
				throw new UncheckedIOException(e);
			}
		}
	}

	private byte[] frame(DataInputStream in) throws IOException {
		acknowledge();
		byte[] frame = new byte[in.readUnsignedShort()];
		acknowledge();
		in.readFully(frame);
		return frame;
	}

	/** vpcd sends length and body as two packets; without quick acknowledgement each costs 40 ms. */
	@SuppressWarnings("unchecked")
	private void acknowledge() throws IOException {
		for (SocketOption<?> option : socket.supportedOptions()) {
			if (option.name().equals("TCP_QUICKACK")) {
				socket.setOption((SocketOption<Boolean>) option, true);
			}
		}
	}

	private void send(byte[] body) throws IOException {
		byte[] frame = new byte[body.length + 2];
		frame[0] = (byte) (body.length >> 8);
		frame[1] = (byte) body.length;
		System.arraycopy(body, 0, frame, 2, body.length);
		socket.getOutputStream().write(frame);
	}

	void close() {
		try {
			socket.close();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
