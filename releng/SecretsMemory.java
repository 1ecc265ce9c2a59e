import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Dumps of a Java process that runs. For releng/secrets; Linux. */
final class SecretsMemory {

	private static final Pattern OF_HEAP = Pattern.compile("\\[0x([0-9a-f]+), 0x[0-9a-f]+, 0x([0-9a-f]+)\\)");
	private static final Pattern EDEN = Pattern.compile("eden space .*\\[0x([0-9a-f]+), 0x[0-9a-f]+, 0x([0-9a-f]+)\\)");
	private static final int CHUNK = 1 << 20;

	private final Process process;

	SecretsMemory(Process process) {
		this.process = process;
	}

	/** All objects, dead ones too; no collection is made for it. */
	void heap(Path to) throws Exception {
		jcmd("GC.heap_dump", "-all", to.toString());
	}

	/** What the process has written beside the Java heap: the C library's, JNA's and direct memory, stacks, the JVM's own. */
	void besideHeap(Path to) throws Exception {
		List<long[]> heap = OF_HEAP.matcher(jcmd("GC.heap_info")).results()
				.map(range -> new long[] { Long.parseUnsignedLong(range.group(1), 16),
						Long.parseUnsignedLong(range.group(2), 16) })
				.toList();
		if (heap.isEmpty()) {
			throw new IllegalStateException("where is the heap?");
		}
		signal("-STOP"); // so that nothing is unmapped meanwhile
		try (FileChannel memory = FileChannel.open(of("mem"));
				FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW,
						StandardOpenOption.WRITE)) {
			Files.readAllLines(of("maps")).stream().map(line -> line.split("[- ]+")).filter(SecretsMemory::written)
					.forEach(line -> {
						long from = Long.parseUnsignedLong(line[0], 16);
						long end = Long.parseUnsignedLong(line[1], 16);
						if (heap.stream().noneMatch(range -> from < range[1] && range[0] < end)) {
							copy(memory, from, end, out);
						}
					});
		} finally {
			signal("-CONT");
		}
	}

	/**
	 * Copies what a collection has left where new objects are made (the serial collector's eden), when asked just after it.
	 *
	 * @param log of the collections
	 */
	final class LeftBehind implements Runnable, AutoCloseable {

		private final Path log;
		private final long from;
		private final long end;
		private final FileChannel memory;
		private final FileChannel out;
		private long logged;

		private LeftBehind(Path log, Path to) throws Exception {
			this.log = log;
			while (!Files.exists(log) || !Files.readString(log).contains("Pause")) {
				if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
					throw new IllegalStateException("ended without a collection");
				}
			}
			Matcher eden = EDEN.matcher(jcmd("GC.heap_info"));
			if (!eden.find()) {
				throw new IllegalStateException("where is eden?");
			}
			long start = Long.parseUnsignedLong(eden.group(1), 16);
			end = Long.parseUnsignedLong(eden.group(2), 16);
			from = start + (end - start) / 4; // what is before is soon used again
			memory = FileChannel.open(of("mem"));
			out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		}

		@Override
		public void run() {
			try {
				long now = Files.size(log);
				if (now > logged) {
					copy(memory, from, end, out);
					logged = now;
				}
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}

		@Override
		public void close() throws IOException {
			memory.close();
			out.close();
		}
	}

	LeftBehind leftBehind(Path log, Path to) throws Exception {
		return new LeftBehind(log, to);
	}

	/**
	 * Kills the process as a fault in native code does. HotSpot writes its error file, and the kernel a core.
	 *
	 * @param folder in which the process works
	 * @return the core, null if the kernel hands cores to a program
	 */
	Path crash(Path folder) throws Exception {
		run("prlimit", "--core=unlimited", "--pid", String.valueOf(process.pid()));
		signal("-SEGV");
		process.waitFor();
		if (Files.readString(Path.of("/proc/sys/kernel/core_pattern")).startsWith("|")) {
			return null;
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> file.getFileName().toString().startsWith("core")).findFirst()
					.orElseThrow(() -> new IllegalStateException("no core in " + folder));
		}
	}

	/** {@code FROM END rwxp OFFSET DEVICE INODE NAME} */
	private static boolean written(String... mapping) {
		return mapping[2].startsWith("rw") && !mapping[2].endsWith("s");
	}

	private static void copy(FileChannel memory, long from, long end, FileChannel out) {
		try {
			for (long at = from; at < end; at += CHUNK) {
				ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, end - at));
				if (memory.read(chunk, at) != chunk.capacity()) {
					throw new IOException("half of it at %x".formatted(at));
				}
				out.write(chunk.flip());
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private Path of(String file) {
		return Path.of("/proc", String.valueOf(process.pid()), file);
	}

	private String jcmd(String... command) throws Exception {
		String[] line = new String[2 + command.length];
		line[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		line[1] = String.valueOf(process.pid());
		System.arraycopy(command, 0, line, 2, command.length);
		return run(line);
	}

	private void signal(String signal) throws Exception {
		run("kill", signal, String.valueOf(process.pid()));
	}

	private static String run(String... line) throws Exception {
		Process run = new ProcessBuilder(line).redirectErrorStream(true).start();
		String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (run.waitFor() != 0) {
			throw new IllegalStateException(String.join(" ", line) + ": " + said);
		}
		return said;
	}
}
