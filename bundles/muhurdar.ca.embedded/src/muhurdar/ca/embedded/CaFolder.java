package muhurdar.ca.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.DataFolder;
import muhurdar.api.spi.CaFault;
import muhurdar.pki.SafeFile;

/** The CA's folder, locked against other processes while this is open. */
final class CaFolder implements AutoCloseable {

	private static final String FOLDER = "ca";

	private final DataFolder data;
	private final FileChannel lock;

	/** @throws CaFault UNAVAILABLE if another process works in it */
	CaFolder(DataFolder data) throws IOException {
		this.data = data;
		lock = FileChannel.open(file("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		if (lock() == null) {
			lock.close();
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "another process is working with the CA in this data folder");
		}
		SafeFile.sweep(file("lock").getParent());
	}

	private @Nullable FileLock lock() throws IOException {
		try {
			return lock.tryLock();
		} catch (OverlappingFileLockException sameProcess) {
			return null;
		}
	}

	Path keys() {
		return file("keys.p12");
	}

	/** The file of the register. */
	Path register() {
		return file("register.mv.db");
	}

	/** Opens the register, made if absent. */
	Register openRegister() throws IOException {
		return Register.open(file("register"), formerLog());
	}

	/** The register of older versions. */
	Path formerLog() {
		return file("issuing.log");
	}

	Path file(String name) {
		return data.path(FOLDER, name);
	}

	/** The port that stands in the certificates, 0 if none was chosen yet. */
	int port() throws IOException {
		Path file = file("port");
		return Files.exists(file) ? Integer.parseInt(Files.readString(file, StandardCharsets.US_ASCII).strip()) : 0;
	}

	void keepPort(int port) throws IOException {
		SafeFile.write(file("port"), Integer.toString(port).getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public void close() throws IOException {
		lock.close();
	}
}
