package muhurdar.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.ChipSerial;

class RemoteDeskTest extends DeskTest {

	private LocalDesk local;
	private DeskServer server;

	@Override
	Desk newDesk(LocalDesk.Options options) throws IOException {
		stop();
		serve(options, 0);
		return new RemoteDesk("127.0.0.1", server.port());
	}

	private void serve(LocalDesk.Options options, int port) throws IOException {
		local = new LocalDesk(folder, options);
		server = new DeskServer(local, port);
	}

	private void stop() throws IOException {
		if (server != null) {
			server.close();
			local.close();
		}
	}

	@AfterEach
	void stopServer() throws IOException {
		stop();
	}

	@Test
	void aProcessThatIsGoneIsSaidSoAndFoundAgainWhenItIsBack() throws Exception {
		ReaderName reader = desk.readers().getFirst();
		ChipSerial card = desk.swap(reader).orElseThrow();
		int port = server.port();
		CardChannel channel = desk.open(reader);
		stop();
		fault(Kind.READER_GONE, () -> channel.transmit(hex("00CA01064D")));
		channel.close();
		fault(Kind.SERVICE_GONE, () -> desk.readers());
		fault(Kind.SERVICE_GONE, () -> desk.open(reader));
		serve(options(0, false), port);
		assertEquals(2, desk.readers().size());
		assertEquals(Optional.of(card), desk.cardIn(reader));
		try (CardChannel again = desk.open(reader)) {
			assertEquals(79, again.transmit(hex("00CA01064D")).length);
		}
	}

	@Test
	void aLineThatBreaksInTheMiddleOfACommandIsAServiceGone() throws Exception {
		try (ServerSocket breaking = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				RemoteDesk broken = new RemoteDesk("127.0.0.1", breaking.getLocalPort())) {
			CompletableFuture<Void> process = CompletableFuture.runAsync(() -> openAndBreak(breaking));
			CardChannel channel = broken.open(new ReaderName(Desk.DRIVER, "any"));
			fault(Kind.SERVICE_GONE, () -> channel.transmit(hex("00CA01064D")));
			channel.close();
			process.get();
		}
	}

	private static void openAndBreak(ServerSocket server) {
		try (DeskLine line = new DeskLine(server.accept())) {
			assertEquals("OPEN", line.hear()[0]);
			line.say("OK", "3B00");
			assertEquals("APDU", line.hear()[0]);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
