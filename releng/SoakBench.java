import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import jdk.net.ExtendedSocketOptions;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.reader.pcsc.PcscDriver;

/**
 * 16 virtual readers behind a real pcscd: cards come, are opened, talked to and pulled all the time, through the PC/SC
 * driver; then what has grown since the end of the first minute. It is counted while nothing is open. Run by
 * releng/bench soak inside releng/pcscd 16; argument: minutes, at least 2.
 */
final class SoakBench {

	private static final Duration SOON = Duration.ofSeconds(30);
	private static final byte[] ATR = { 0x3B, (byte) 0x80, (byte) 0x80, 0x01, 0x01 };
	private static final byte[] COMMAND = { 0, (byte) 0xB0, 0, 0, 0 };
	private static final int HANDLES = 4;
	private static final int THREADS = 2;
	private static final long HEAP_KIB = 2048;
	/** Bytes: a smaller difference between two collections is none. */
	private static final long SETTLED = 64 * 1024;
	private static final int QUIET = 5;

	/** @param bytes of the heap after a collection */
	private record Counts(long handles, long threads, long bytes) {

		static Counts now() throws InterruptedException {
			// JNA frees its memory in a thread of its own, which may be late on a busy machine: until several collections in a
			// row have found no more to free
			long least = collected();
			for (int quiet = 0; quiet < QUIET; quiet++) {
				long next = collected();
				quiet = next < least - SETTLED ? -1 : quiet;
				least = Math.min(least, next);
			}
			return new Counts(new File("/proc/self/fd").list().length,
					ManagementFactory.getThreadMXBean().getThreadCount(), least);
		}

		private static long collected() throws InterruptedException {
			System.gc();
			TimeUnit.MILLISECONDS.sleep(500);
			System.gc();
			return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		}
	}

	private final PcscDriver driver = new PcscDriver();
	private final List<ReaderName> readers = driver.readers();
	private final List<Integer> ports = Arrays.stream(System.getenv("VPCD_PORTS").split(" ")).map(Integer::valueOf).toList();
	/** Shared while cards are in work, exclusive while there is counted. */
	private final ReentrantReadWriteLock work = new ReentrantReadWriteLock(true);
	private final AtomicLong cards = new AtomicLong();
	private final AtomicLong commands = new AtomicLong();
	private final AtomicLong pulled = new AtomicLong();
	private final Queue<Exception> unexpected = new ConcurrentLinkedQueue<>();
	private volatile boolean ended;

	public static void main(String[] arguments) throws Exception {
		int minutes = Integer.parseInt(arguments[0]);
		if (minutes < 2) {
			throw new IllegalArgumentException("at least 2 minutes: the first one is not counted");
		}
		System.exit(new SoakBench().run(minutes) ? 0 : 1);
	}

	private boolean run(int minutes) throws InterruptedException {
		long start = System.nanoTime();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < readers.size(); i++) {
			int reader = i;
			threads.add(Thread.ofPlatform().name("reader " + i).start(() -> soak(reader)));
		}
		Counts before = countsAfter(start, 1);
		Counts after = countsAfter(start, minutes);
		ended = true;
		for (Thread thread : threads) {
			thread.join();
		}
		print("minutes", minutes);
		print("readers", readers.size());
		print("cards", cards.get());
		print("commands", commands.get());
		print("pulled", pulled.get());
		print("unexpected", unexpected.size());
		print("handles", after.handles());
		print("handles.growth", after.handles() - before.handles());
		print("threads", after.threads());
		print("threads.growth", after.threads() - before.threads());
		print("heap.kib", after.bytes() / 1024);
		print("heap.growth.kib", (after.bytes() - before.bytes()) / 1024);
		unexpected.stream().limit(5).forEach(Exception::printStackTrace);
		return unexpected.isEmpty() && readers.size() == 16 && cards.get() > 16L * minutes
				&& after.handles() - before.handles() <= HANDLES && after.threads() - before.threads() <= THREADS
				&& (after.bytes() - before.bytes()) / 1024 <= HEAP_KIB;
	}

	private static void print(String name, long value) {
		System.out.println("soak." + name + ": " + value);
	}

	private Counts countsAfter(long start, int minutes) throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(start + TimeUnit.MINUTES.toNanos(minutes) - System.nanoTime());
		work.writeLock().lock();
		try {
			return Counts.now();
		} finally {
			work.writeLock().unlock();
		}
	}

	private void soak(int reader) {
		Random random = new Random(reader);
		while (!ended) {
			work.readLock().lock();
			try {
				oneCard(reader, random);
			} catch (Exception e) {
				unexpected.add(e);
			} finally {
				work.readLock().unlock();
			}
		}
	}

	/** Put in, opened up to three times, talked to; taken out after that, between two commands or during one. */
	private void oneCard(int reader, Random random) throws Exception {
		ReaderName name = readers.get(reader);
		int last = random.nextInt(3) == 0 ? random.nextInt(20) : Integer.MAX_VALUE;
		try (VpcdCard card = new VpcdCard(ports.get(reader), last)) {
			cards.incrementAndGet();
			require(driver.awaitCard(name, true, SOON), "not seen to come");
			try {
				for (int openings = 1 + random.nextInt(3); openings > 0; openings--) {
					try (CardChannel channel = driver.open(name)) {
						talk(channel, random.nextInt(100), random.nextInt(5) == 0 ? card : null);
					}
				}
			} catch (ReaderFault e) {
				if (e.kind() != Kind.CARD_GONE) {
					throw e;
				}
				pulled.incrementAndGet();
			}
		}
		require(driver.awaitCard(name, false, SOON), "not seen to go");
		require(driver.readers().size() == readers.size(), "a reader is missing");
	}

	/** @param toBePulled after that, before one more command; null if it stays */
	private void talk(CardChannel channel, int count, VpcdCard toBePulled) throws IOException {
		for (int i = 0; i < count; i++) {
			byte[] answer = channel.transmit(COMMAND);
			require(answer.length == 258 && answer[256] == (byte) 0x90, "another answer");
			commands.incrementAndGet();
		}
		if (toBePulled != null) {
			toBePulled.close();
			channel.transmit(COMMAND);
		}
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalStateException(otherwise);
		}
	}

	/** Answers every command with 256 bytes, in two parts, up to a last one that it does not answer. */
	private static final class VpcdCard implements AutoCloseable {

		private final Socket socket;
		private int left;

		VpcdCard(int port, int left) throws IOException {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.left = left;
			socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
			Thread.ofVirtual().start(this::serve);
		}

		/** @return why it ended */
		private IOException serve() {
			try (socket) {
				DataInputStream in = new DataInputStream(socket.getInputStream());
				while (true) {
					byte[] frame = frame(in);
					if (frame.length > 1) {
						if (left-- == 0) {
							throw new IOException("pulled");
						}
						byte[] answer = new byte[130];
						answer[128] = (byte) (frame[1] == COMMAND[1] ? 0x61 : 0x90);
						answer[129] = (byte) (frame[1] == COMMAND[1] ? 128 : 0);
						send(answer);
					} else if (frame[0] == 4) {
						send(ATR);
					}
				}
			} catch (IOException e) {
				return e;
			}
		}

		private byte[] frame(DataInputStream in) throws IOException {
			socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
			byte[] frame = new byte[in.readUnsignedShort()];
			socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
			in.readFully(frame);
			return frame;
		}

		private void send(byte[] body) throws IOException {
			byte[] frame = new byte[body.length + 2];
			frame[0] = (byte) (body.length >> 8);
			frame[1] = (byte) body.length;
			System.arraycopy(body, 0, frame, 2, body.length);
			socket.getOutputStream().write(frame);
		}

		@Override
		public void close() throws IOException {
			socket.close();
		}
	}
}
