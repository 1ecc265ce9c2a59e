package muhurdar.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Files that a command was asked to write. */
final class OutFile {

	private OutFile() {
	}

	/** Writes over what was written there before. @throws Refusal FILE_UNWRITABLE */
	static void write(Path file, byte[] content) {
		put(file, content);
	}

	/** Into a folder that is made if necessary. @throws Refusal FILE_UNWRITABLE */
	static void writeIntoFolder(Path file, byte[] content) {
		Path folder = file.toAbsolutePath().getParent();
		try {
			if (folder != null) {
				Files.createDirectories(folder);
			}
		} catch (IOException e) {
			throw new Refusal(Why.FILE_UNWRITABLE, e, file);
		}
		put(file, content);
	}

	/** What people go on working with. @throws Refusal FILE_EXISTS, FILE_UNWRITABLE */
	static void writeNew(Path file, byte[] content) {
		put(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
	}

	private static void put(Path file, byte[] content, OpenOption... options) {
		try {
			Files.write(file, content, options);
		} catch (FileAlreadyExistsException e) {
			throw new Refusal(Why.FILE_EXISTS, e, file);
		} catch (IOException e) {
			throw new Refusal(Why.FILE_UNWRITABLE, e, file);
		}
	}
}
