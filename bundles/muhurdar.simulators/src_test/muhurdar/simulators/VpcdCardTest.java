package muhurdar.simulators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.spi.ReaderName;

/** The test is vpcd: the card connects to it. */
class VpcdCardTest {

	private static final String SELECT_IN_MASTER_FILE = "00A4010C025015";
	private static final byte[] SUCCESS = { (byte) 0x90, 0 };
	private static final byte[] NOT_FOUND = { 0x6A, (byte) 0x82 };
	private static final int PATIENCE_MILLIS = 20_000;

	@TempDir
	Path folder;
	private LocalDesk desk;
	private ReaderName reader;
	private ServerSocket vpcd;
	private Thread card;

	@BeforeEach
	void start() throws IOException {
		desk = new LocalDesk(folder, new LocalDesk.Options(1, 2, 1, 0, false, Duration.ZERO));
		reader = desk.readers().getFirst();
		vpcd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		vpcd.setSoTimeout(PATIENCE_MILLIS);
		card = Thread.ofPlatform().daemon().start(new VpcdCard(desk, reader, vpcd.getLocalPort())::run);
	}

	@AfterEach
	void stop() throws Exception {
		desk.close();
		vpcd.close();
		card.join(PATIENCE_MILLIS);
		assertEquals(Thread.State.TERMINATED, card.getState());
	}

	private Socket cardConnects() throws IOException {
		Socket socket = vpcd.accept();
		socket.setSoTimeout(PATIENCE_MILLIS);
		return socket;
	}

	private static void send(Socket socket, String hex) throws IOException {
		byte[] body = HexFormat.of().parseHex(hex);
		DataOutputStream out = new DataOutputStream(socket.getOutputStream());
		out.writeShort(body.length);
		out.write(body);
	}

	private static byte[] ask(Socket socket, String hex) throws IOException {
		send(socket, hex);
		DataInputStream in = new DataInputStream(socket.getInputStream());
		return in.readNBytes(in.readUnsignedShort());
	}

	@Test
	void aCardConnectsAnswersAndIsReset() throws IOException {
		desk.swap(reader);
		try (Socket socket = cardConnects()) {
			send(socket, "01");
			assertArrayEquals(AkisCard.ATR.toArray(), ask(socket, "04"));
			assertEquals(79, ask(socket, "00CA01064D").length);
			assertArrayEquals(SUCCESS, ask(socket, SELECT_IN_MASTER_FILE));
			assertArrayEquals(NOT_FOUND, ask(socket, SELECT_IN_MASTER_FILE));
			send(socket, "02");
			assertArrayEquals(SUCCESS, ask(socket, SELECT_IN_MASTER_FILE));
		}
	}

	@Test
	void pullingTheCardClosesTheConnectionAndTheNextCardConnectsAgain() throws IOException {
		desk.swap(reader);
		try (Socket socket = cardConnects()) {
			ask(socket, "04");
			desk.remove(reader);
			assertEquals(-1, socket.getInputStream().read());
		}
		desk.swap(reader);
		try (Socket socket = cardConnects()) {
			assertArrayEquals(AkisCard.ATR.toArray(), ask(socket, "04"));
		}
	}

	@Test
	void aCardThatVpcdDroppedComesBack() throws IOException {
		desk.swap(reader);
		cardConnects().close();
		try (Socket socket = cardConnects()) {
			assertArrayEquals(AkisCard.ATR.toArray(), ask(socket, "04"));
		}
	}
}
