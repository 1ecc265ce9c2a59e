import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import javax.smartcardio.Card;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.TerminalFactory;

import jdk.net.ExtendedSocketOptions;
import jnasmartcardio.Smartcardio;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderName;
import muhurdar.reader.pcsc.PcscDriver;

/**
 * Our driver beside bare jnasmartcardio on a real pcscd with virtual readers: APDU by APDU in turn, one connection each;
 * then eight readers with a slow card against one. Run by releng/bench apdu inside releng/pcscd 8.
 */
final class ApduBench {

	private static final int ROUNDS = 5;
	private static final int COUNT = 2000;

	/** Answers every command with 9000, after a while; speaks vpcd's protocol as a card does. */
	private record EchoCard(Socket socket, int millis) {

		static EchoCard at(int port) throws IOException {
			return at(port, 0);
		}

		static EchoCard at(int port, int millis) throws IOException {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
			socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
			EchoCard card = new EchoCard(socket, millis);
			Thread.ofPlatform().daemon().name("card " + port).start(card::serve);
			return card;
		}

		private void serve() {
			byte[] atr = { 0x3B, (byte) 0x80, (byte) 0x80, 0x01, 0x01 };
			try (socket) {
				InputStream in = socket.getInputStream();
				for (;;) {
					byte[] head = read(in, 2);
					byte[] body = read(in, (head[0] & 0xFF) << 8 | head[1] & 0xFF);
					if (body.length == 1) {
						if (body[0] == 4) {
							answer(atr);
						}
						continue;
					}
					if (millis > 0) {
						LockSupport.parkNanos(millis * 1_000_000L);
					}
					answer(new byte[] { (byte) 0x90, 0 });
				}
			} catch (IOException e) {
				// the bench closes its sockets when it ends
			}
		}

		private byte[] read(InputStream in, int length) throws IOException {
			socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
			byte[] bytes = in.readNBytes(length);
			if (bytes.length < length) {
				throw new IOException("closed");
			}
			return bytes;
		}

		private void answer(byte[] response) throws IOException {
			byte[] frame = new byte[response.length + 2];
			frame[1] = (byte) response.length;
			System.arraycopy(response, 0, frame, 2, response.length);
			socket.getOutputStream().write(frame);
		}
	}

	private interface Transmitting {
		void transmit() throws Exception;
	}

	public static void main(String[] arguments) throws Exception {
		List<Integer> ports = Arrays.stream(System.getenv("VPCD_PORTS").split(" ")).map(Integer::valueOf).toList();
		compare(ports);
		scale(ports);
		System.exit(0);
	}

	private static void compare(List<Integer> ports) throws Exception {
		EchoCard first = EchoCard.at(ports.get(0));
		EchoCard second = EchoCard.at(ports.get(1));
		PcscDriver driver = new PcscDriver();
		List<ReaderName> readers = driver.readers();
		driver.awaitCard(readers.get(0), true, java.time.Duration.ofSeconds(10));
		driver.awaitCard(readers.get(1), true, java.time.Duration.ofSeconds(10));
		CardTerminal terminal = TerminalFactory.getInstance("PC/SC", null, new Smartcardio()).terminals().list().get(1);
		Card card = terminal.connect("*");
		javax.smartcardio.CardChannel bare = card.getBasicChannel();
		try (CardChannel ours = driver.open(readers.get(0))) {
			byte[] small = { (byte) 0x80, 0x10, 0, 0 };
			byte[] large = new byte[5 + 255];
			large[0] = (byte) 0x80;
			large[1] = 0x10;
			large[4] = (byte) 255;
			ratio("small", () -> ours.transmit(small), () -> bare.transmit(new CommandAPDU(small)));
			ratio("255", () -> ours.transmit(large), () -> bare.transmit(new CommandAPDU(large)));
		} finally {
			card.disconnect(true);
		}
		first.socket().close();
		second.socket().close();
		// until then pcscd takes the next card for this one
		driver.awaitCard(readers.get(0), false, java.time.Duration.ofSeconds(10));
		driver.awaitCard(readers.get(1), false, java.time.Duration.ofSeconds(10));
	}

	private static void ratio(String name, Transmitting ours, Transmitting bare) throws Exception {
		double[] ratios = new double[ROUNDS];
		double[] microseconds = new double[2];
		round(ours, bare, COUNT); // warm-up
		for (int i = 0; i < ROUNDS; i++) {
			double[] medians = round(ours, bare, COUNT);
			ratios[i] = medians[0] / medians[1];
			microseconds = medians;
		}
		Arrays.sort(ratios);
		System.out.printf("apdu.ratio.%s: %.3f%n", name, ratios[ROUNDS / 2]);
		System.out.printf("apdu.ratio.%s.min: %.3f%n", name, ratios[0]);
		System.out.printf("apdu.ratio.%s.max: %.3f%n", name, ratios[ROUNDS - 1]);
		System.out.printf("apdu.median.%s.ours: %.1f us%n", name, microseconds[0] / 1000);
		System.out.printf("apdu.median.%s.bare: %.1f us%n", name, microseconds[1] / 1000);
	}

	/** Medians in nanoseconds: ours, bare. Who goes first changes from APDU to APDU. */
	private static double[] round(Transmitting ours, Transmitting bare, int count) throws Exception {
		long[] our = new long[count];
		long[] their = new long[count];
		for (int i = 0; i < count; i++) {
			if (i % 2 == 0) {
				our[i] = time(ours);
				their[i] = time(bare);
			} else {
				their[i] = time(bare);
				our[i] = time(ours);
			}
		}
		Arrays.sort(our);
		Arrays.sort(their);
		return new double[] { our[count / 2], their[count / 2] };
	}

	private static long time(Transmitting transmitting) throws Exception {
		long begun = System.nanoTime();
		transmitting.transmit();
		return System.nanoTime() - begun;
	}

	private static void scale(List<Integer> ports) throws Exception {
		for (int i = 0; i < 8; i++) {
			EchoCard.at(ports.get(i), 100);
		}
		PcscDriver driver = new PcscDriver();
		List<ReaderName> readers = driver.readers();
		for (ReaderName reader : readers) {
			driver.awaitCard(reader, true, java.time.Duration.ofSeconds(10));
		}
		double one = rate(driver, readers.subList(0, 1), 40);
		double eight = rate(driver, readers.subList(0, 8), 40);
		System.out.printf("apdu.scaling.8: %.2f%n", eight / one);
		System.out.printf("apdu.rate.1: %.1f /s%n", one);
		System.out.printf("apdu.rate.8: %.1f /s%n", eight);
	}

	/** APDUs per second over all readers, one thread each, {@code count} each. */
	private static double rate(PcscDriver driver, List<ReaderName> readers, int count) throws Exception {
		CountDownLatch ready = new CountDownLatch(readers.size());
		CountDownLatch go = new CountDownLatch(1);
		List<Thread> threads = new ArrayList<>();
		List<Throwable> faults = new ArrayList<>();
		for (ReaderName reader : readers) {
			threads.add(Thread.ofPlatform().start(() -> {
				try (CardChannel channel = driver.open(reader)) {
					channel.transmit(new byte[] { (byte) 0x80, 0x10, 0, 0 });
					ready.countDown();
					go.await();
					for (int i = 0; i < count; i++) {
						channel.transmit(new byte[] { (byte) 0x80, 0x10, 0, 0 });
					}
				} catch (InterruptedException | RuntimeException e) {
					synchronized (faults) {
						faults.add(e);
					}
					ready.countDown();
				}
			}));
		}
		ready.await();
		long begun = System.nanoTime();
		go.countDown();
		for (Thread thread : threads) {
			thread.join();
		}
		if (!faults.isEmpty()) {
			throw new IllegalStateException(faults.getFirst());
		}
		return readers.size() * count / ((System.nanoTime() - begun) / 1e9);
	}
}
