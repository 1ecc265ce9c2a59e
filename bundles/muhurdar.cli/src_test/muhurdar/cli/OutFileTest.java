package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.ExitCode;
import muhurdar.api.Words;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

class OutFileTest {

	private static final byte[] TEXT = "final class Taslak".getBytes(StandardCharsets.UTF_8);

	@TempDir
	Path folder;

	private static void refused(Why why, int code, Path file, Executable writing) {
		Refusal refusal = assertThrows(Refusal.class, writing);
		assertEquals(why, refusal.why());
		assertEquals(code, ExitCode.of(refusal.why()).code());
		for (String language : new String[] { "tr", "en" }) {
			String sentence = Words.sentence(refusal, Locale.of(language));
			assertTrue(sentence.contains(file.toString()), sentence);
		}
	}

	@Test
	void nobodysWorkIsWrittenOver() throws IOException {
		Path file = folder.resolve("Taslak.java");
		OutFile.writeNew(file, TEXT);
		Files.writeString(file, "mine");
		refused(Why.FILE_EXISTS, 1, file, () -> OutFile.writeNew(file, TEXT));
		assertEquals("mine", Files.readString(file));
	}

	@Test
	void aPathThatCannotBeWrittenIsNamed() throws IOException {
		Path nowhere = folder.resolve("nowhere").resolve("file");
		refused(Why.FILE_UNWRITABLE, 3, nowhere, () -> OutFile.write(nowhere, TEXT));
		refused(Why.FILE_UNWRITABLE, 3, nowhere, () -> OutFile.writeNew(nowhere, TEXT));
		Path inAFile = Files.createFile(folder.resolve("file")).resolve("trace");
		refused(Why.FILE_UNWRITABLE, 3, inAFile, () -> OutFile.writeIntoFolder(inAFile, TEXT));
		refused(Why.FILE_UNWRITABLE, 3, folder, () -> OutFile.write(folder, TEXT));
	}

	@Test
	void aTraceMakesItsFolder() throws IOException {
		Path file = folder.resolve("one").resolve("two").resolve("card.trace");
		OutFile.writeIntoFolder(file, TEXT);
		assertEquals("final class Taslak", Files.readString(file));
	}
}
