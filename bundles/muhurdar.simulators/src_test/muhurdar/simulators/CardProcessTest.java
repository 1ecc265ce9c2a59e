package muhurdar.simulators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Bytes;

/** The process itself, asked through its port. */
class CardProcessTest {

	private static final byte[] SERIAL = Bytes.ofHex("00CA01064D").toArray();

	@TempDir
	Path folder;

	private Process start(String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), "muhurdar.simulators.CardProcess", "--folder", folder.toString(),
				"--scale",
				"0"));
		command.addAll(List.of(options));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

	private static int port(Process process) {
		String ready = process.inputReader().lines().filter(line -> line.startsWith("ready ")).findFirst().orElseThrow();
		return Integer.parseInt(ready.substring("ready ".length()));
	}

	private static Kind fault(Desk desk, ReaderName reader) {
		try (CardChannel channel = desk.open(reader)) {
			assertEquals(79, channel.transmit(SERIAL).length);
			return assertThrows(ReaderFault.class, () -> channel.transmit(SERIAL)).kind();
		}
	}

	@Test
	void everyKindOfFaultIsPlannedByAnOption() throws Exception {
		Process process = start("--port", "0", "--readers", "5", "--auto", "--trouble", "1:2:6F00", "--trouble",
				"2:2:pulled_before", "--trouble", "3:2:pulled_after", "--trouble", "4:2:mute", "--trouble", "5:2:reader_breaks");
		try (RemoteDesk desk = new RemoteDesk("127.0.0.1", port(process))) {
			List<ReaderName> readers = desk.readers();
			try (CardChannel channel = desk.open(readers.get(0))) {
				assertEquals(79, channel.transmit(SERIAL).length);
				assertArrayEquals(new byte[] { 0x6F, 0 }, channel.transmit(SERIAL));
				assertEquals(79, channel.transmit(SERIAL).length);
			}
			assertEquals(Kind.CARD_GONE, fault(desk, readers.get(1)));
			assertEquals(Kind.CARD_GONE, fault(desk, readers.get(2)));
			assertEquals(Kind.CARD_MUTE, fault(desk, readers.get(3)));
			assertEquals(Kind.READER_GONE, fault(desk, readers.get(4)));
			assertTrue(desk.cardIn(readers.get(1)).isEmpty());
			assertEquals(readers.subList(0, 4), desk.readers());
		} finally {
			process.destroy();
			process.waitFor();
		}
	}

	@Test
	void aFaultThatNobodyKnowsEndsTheProcess() throws Exception {
		for (String wrong : List.of("1:2", "1:2:explodes", "x:2:mute")) {
			assertEquals(1, start("--trouble", wrong).waitFor(), wrong);
		}
	}
}
