package muhurdar.pki;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Small files that are either whole or not there, whenever the process or the machine dies. */
public final class SafeFile {

	private static final String FRESH = ".new";

	private SafeFile() {
	}

	/**
	 * Puts this content in the place of the file: readers see the old or the new one, never a part. Synced when this
	 * returns. Readable by its owner only, where the file system knows owners.
	 */
	public static void write(Path file, byte[] content) throws IOException {
		write(file, out -> out.write(content));
	}

	/** As {@link #write(Path, byte[])}, for what is too long to be held in memory. */
	public static void write(Path file, Content content) throws IOException {
		Path fresh = fresh(file);
		try {
			try (var out = new FileOutputStream(fresh.toFile())) {
				content.to(out);
				out.getFD().sync();
			}
			move(fresh, file);
		} finally {
			Files.deleteIfExists(fresh);
		}
	}

	/** Writes itself; the stream is not buffered. */
	@FunctionalInterface
	public interface Content {
		void to(OutputStream out) throws IOException;
	}

	/** An empty file beside this one, readable by its owner only; {@link #sweep} takes it away if nobody does. */
	static Path fresh(Path file) throws IOException {
		return Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), FRESH);
	}

	/** As {@link #write(Path, byte[])}, but everybody may read it. */
	public static void publish(Path file, byte[] content) throws IOException {
		publish(file, out -> out.write(content));
	}

	/** As {@link #publish(Path, byte[])}, for what is too long to be held in memory. */
	public static void publish(Path file, Content content) throws IOException {
		write(file, content);
		if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		}
	}

	/** Removes what killed processes left half-written in a folder that nobody else writes to now. */
	public static void sweep(Path folder) throws IOException {
		try (var leftovers = Files.newDirectoryStream(folder, "*" + FRESH)) {
			for (Path each : leftovers) {
				Files.deleteIfExists(each);
			}
		}
	}

	private static void move(Path fresh, Path file) throws IOException {
		try {
			Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
		} catch (AtomicMoveNotSupportedException e) {
			Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
		}
		if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
				folder.force(true);
			}
		}
	}
}
