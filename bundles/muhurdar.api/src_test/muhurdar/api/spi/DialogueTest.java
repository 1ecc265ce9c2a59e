package muhurdar.api.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogueTest {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	/** Answers what it was told to, in turn, and keeps what it was sent. */
	private static final class Script implements Dialogue.Exchange<ReaderFault> {

		private final Deque<String> answers;
		private final List<String> sent = new ArrayList<>();

		Script(String... answers) {
			this.answers = new ArrayDeque<>(List.of(answers));
		}

		@Override
		public byte[] exchange(byte[] command) {
			sent.add(HEX.formatHex(command));
			return HEX.parseHex(answers.size() == 1 ? answers.peek() : answers.remove());
		}
	}

	private static String transmit(Script card, String command) {
		return HEX.formatHex(new Dialogue<>(card, false).transmit(HEX.parseHex(command)));
	}

	@Test
	void anythingElseIsHandedOnAsItIs() {
		Script card = new Script("01026A82");
		assertEquals("01026A82", transmit(card, "00A40000"));
		assertEquals(List.of("00A40000"), card.sent);
	}

	@ParameterizedTest
	@CsvSource({ "80CA9F7F, 00C0000003", "00B0000000, 00C0000003", "00A4000002 3F00, 00C0000003",
			"00A4000002 3F00 00, 00C0000003", "0C20008102 1111, 00C0000003", "10 2A9E9A02 1111, 00C0000003",
			"02CA0000, 02C0000003", "4FCA0000, 4FC0000003", "00CB00000001F4, 00C0000003" })
	void whatTheCardKeepsBackIsFetchedInTheSameChannel(String command, String fetch) {
		Script card = new Script("6103", "0102039000");
		String plain = command.replace(" ", "");
		assertEquals("0102039000", transmit(card, plain));
		assertEquals(List.of(plain, fetch), card.sent);
	}

	@Test
	void partsAreJoinedUntilTheLast() {
		Script card = new Script("AA6102", "BBCC6100", "DD6101", "EE6282");
		assertEquals("AABBCCDDEE6282", transmit(card, "00B00000"));
		assertEquals(List.of("00B00000", "00C0000002", "00C0000000", "00C0000001"), card.sent);
	}

	@Test
	void moreThanEightPartsAreNotTooMany() {
		String[] answers = new String[40];
		Arrays.fill(answers, "AA6100");
		answers[39] = "BB9000";
		assertEquals("AA".repeat(39) + "BB9000", transmit(new Script(answers), "00B0000000"));
	}

	@ParameterizedTest
	@CsvSource({ "80CA9F7F, 80CA9F7F2D", "80CA9F7F00, 80CA9F7F2D", "00CB000002 1111, 00CB000002 1111 2D",
			"00CB000002 1111 FF, 00CB000002 1111 2D", "00CB00000001F4, 00CB000000002D",
			"00CB0000000002 1111, 00CB0000000002 1111 002D", "00CB0000000002 1111 01F4, 00CB0000000002 1111 002D" })
	void aWrongLeIsPutRightWhateverTheCase(String command, String again) {
		Script card = new Script("6C2D", "AA9000");
		assertEquals("AA9000", transmit(card, command.replace(" ", "")));
		assertEquals(List.of(command.replace(" ", ""), again.replace(" ", "")), card.sent);
	}

	@Test
	void noughtIsTwoHundredAndFiftySix() {
		Script card = new Script("6C00", "9000");
		transmit(card, "00CB0000000005");
		assertEquals(List.of("00CB0000000005", "00CB0000000100"), card.sent);
	}

	@Test
	void aWrongLeIsPutRightAlsoWhileFetching() {
		Script card = new Script("6110", "6C08", "AA6C02", "AA9000");
		assertEquals("AA6C02", transmit(card, "00B00000"), "corrected once: a card that says so twice is asked no more");
		assertEquals(List.of("00B00000", "00C0000010", "00C0000008"), card.sent);
	}

	@Test
	void theCommandOfTheCallerIsNeverChanged() {
		byte[] command = HEX.parseHex("0020008106313233343536");
		byte[] before = command.clone();
		new Dialogue<>(new Script("6C05", "9000"), false).transmit(command);
		assertArrayEquals(before, command);
	}

	@Test
	void bytesThatAreNoCommandAreSentOnceAndNeverGuessedAt() {
		Script card = new Script("6C05");
		assertEquals("6C05", transmit(card, "00200081051122"));
		assertEquals(List.of("00200081051122"), card.sent);
	}

	@Test
	void aCardWhoseAnswerNeverEndsIsMute() {
		assertEquals(ReaderFault.Kind.CARD_MUTE,
				assertThrows(ReaderFault.class, () -> transmit(new Script("6101"), "00B00000")).kind());
		assertEquals(ReaderFault.Kind.CARD_MUTE,
				assertThrows(ReaderFault.class, () -> transmit(new Script("AA".repeat(256) + "6100"), "00B00000")).kind());
	}

	@ParameterizedTest
	@CsvSource({ "00A4000002 3F00 00, 00A4000002 3F00", "00A4000002 3F00, 00A4000002 3F00", "00B0000000, 00B0000000",
			"00B00000, 00B00000" })
	void overT0DataHasNoLeBehindIt(String command, String sent) {
		Script card = new Script("9000");
		new Dialogue<>(card, true).transmit(HEX.parseHex(command.replace(" ", "")));
		assertEquals(List.of(sent.replace(" ", "")), card.sent);
	}

	@Test
	void overT0ThereIsNoExtendedLength() {
		Dialogue<ReaderFault> dialogue = new Dialogue<>(new Script("9000"), true);
		assertThrows(IllegalArgumentException.class, () -> dialogue.transmit(HEX.parseHex("00CB00000001F4")));
	}
}
