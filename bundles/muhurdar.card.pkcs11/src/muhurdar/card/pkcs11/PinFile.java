package muhurdar.card.pkcs11;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;

import muhurdar.domain.Secret;

/** A file with a PIN and nothing else in it. */
final class PinFile {

	private static final int LONGEST = 1024;

	private PinFile() {
	}

	/** The PIN without its line end, to be closed by the caller. */
	static Secret read(Path file) throws IOException {
		byte[] bytes = content(file);
		int end = bytes.length;
		while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
			end--;
		}
		byte[] pin = Arrays.copyOf(bytes, end);
		Arrays.fill(bytes, (byte) 0);
		return Secret.taking(pin);
	}

	/** By a buffer of our own, which is wiped: Files would leave a copy in one of the thread's. */
	private static byte[] content(Path file) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST);
		try (FileChannel channel = FileChannel.open(file)) {
			for (int read = 0; read >= 0;) {
				if (!buffer.hasRemaining()) {
					throw new IOException("longer than any PIN");
				}
				read = channel.read(buffer);
			}
			byte[] bytes = new byte[buffer.flip().limit()];
			buffer.get(bytes);
			return bytes;
		} finally {
			buffer.clear().put(new byte[LONGEST]);
		}
	}

	/** Whether nobody but its owner has any right to it; true where the file system does not know. */
	static boolean ownerOnly(Path file) throws IOException {
		return !file.getFileSystem().supportedFileAttributeViews().contains("posix")
				|| EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
						.containsAll(Files.getPosixFilePermissions(file));
	}
}
