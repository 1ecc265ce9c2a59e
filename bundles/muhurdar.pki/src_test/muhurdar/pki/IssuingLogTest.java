package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.IssuingLog.Entry;
import muhurdar.pki.IssuingLog.Event;

class IssuingLogTest {

	private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");

	@TempDir
	Path folder;

	private Path file;
	private List<Entry> written;

	@BeforeEach
	void threeEvents() throws IOException {
		file = folder.resolve("issuing.log");
		try (IssuingLog log = IssuingLog.open(file)) {
			written = List.of(
					log.append(AT, Event.ISSUED_ON_HOLD, UUID.randomUUID(), "4A", null, Bytes.of((byte) 1, (byte) 2)),
					log.append(AT, Event.RELEASED, UUID.randomUUID(), "4A", null, null),
					log.append(AT, Event.REVOKED, UUID.randomUUID(), "4A", RevocationReason.SUPERSEDED, null));
		}
	}

	@Test
	void whatWasWrittenIsRead() throws IOException {
		assertEquals(written, IssuingLog.read(file));
		assertEquals(List.of(1L, 2L, 3L), written.stream().map(Entry::number).toList());
	}

	@Test
	void aLogThatIsNotThereIsEmpty() throws IOException {
		assertEquals(List.of(), IssuingLog.read(folder.resolve("none")));
	}

	@Test
	void onlyItsOwnerReadsIt() throws IOException {
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
	}

	@Test
	void cutAnywhereOnlyWholeLinesCountAndWritingGoesOn() throws IOException {
		byte[] whole = Files.readAllBytes(file);
		for (int length = 0; length < whole.length; length++) {
			byte[] cut = Arrays.copyOf(whole, length);
			int lines = (int) new String(cut, StandardCharsets.US_ASCII).chars().filter(c -> c == '\n').count();
			Files.write(file, cut);
			assertEquals(written.subList(0, lines), IssuingLog.read(file));
			try (IssuingLog log = IssuingLog.open(file)) {
				assertEquals(lines, log.found().size());
				log.append(AT, Event.HELD, UUID.randomUUID(), "4A", null, null);
			}
			assertEquals(lines + 1, IssuingLog.read(file).size());
		}
	}

	@Test
	void anyChangedCharacterIsNoticed() throws IOException {
		byte[] whole = Files.readAllBytes(file);
		for (int at = 0; at < whole.length - 1; at++) {
			byte[] changed = whole.clone();
			changed[at] ^= 1;
			Files.write(file, changed);
			assertThrows(PkiFault.class, () -> IssuingLog.read(file), "byte " + at);
		}
	}

	@Test
	void aLineTakenOutIsNoticed() throws IOException {
		List<String> lines = Files.readAllLines(file);
		Files.writeString(file, lines.get(0) + "\n" + lines.get(2) + "\n");
		PkiFault fault = assertThrows(PkiFault.class, () -> IssuingLog.open(file));
		assertTrue(String.valueOf(fault.getMessage()).contains("line 2"));
	}

	@Test
	void afterClosingNothingIsWritten() throws IOException {
		IssuingLog log = IssuingLog.open(file);
		log.close();
		assertTrue(log.broken());
		assertThrows(IOException.class, () -> log.append(AT, Event.HELD, UUID.randomUUID(), "4A", null, null));
		assertEquals(written, IssuingLog.read(file));
	}
}
