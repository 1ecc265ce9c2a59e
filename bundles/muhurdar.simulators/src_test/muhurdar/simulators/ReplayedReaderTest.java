package muhurdar.simulators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import muhurdar.api.CardTrace;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;

class ReplayedReaderTest {

	private static final String TEXT = """
			# muhurdar-trace 1
			# reader pcsc ACR38T
			# begun 2026-11-21T09:30:00Z
			# profile akis
			# dropped 0
			0 10 reset 3B00
			10 5 00CA01064D 11229000
			20 5 0024018106************ 9000
			30 5 0087000003****** **9000
			40 5 00B00000 CARD_GONE
			50 10 reset 3B01
			60 5 00B00001 6A82
			""";
	private static final ReaderName READER = new ReaderName("replayed", "ACR38T");
	private final ReplayedReader replayed = new ReplayedReader(CardTrace.parse(TEXT));

	private static byte[] hex(String digits) {
		return Bytes.ofHex(digits).toArray();
	}

	private static ReaderFault fault(CardChannel channel, String command) {
		return assertThrows(ReaderFault.class, () -> channel.transmit(hex(command)));
	}

	@Test
	void theRecordedCommandsAreAnsweredInTheirOrder() {
		ReplayedCard card = (ReplayedCard) replayed.open(READER);
		assertEquals("3B00", card.atr().toHex());
		assertArrayEquals(hex("11229000"), card.transmit(hex("00CA01064D")));
		assertEquals(3, card.left());
	}

	@Test
	void aHiddenSecretMayBeAnyOfItsLength() {
		CardChannel card = replayed.open(READER);
		card.transmit(hex("00CA01064D"));
		assertArrayEquals(hex("9000"), card.transmitSecret(Secret.taking(hex("0024018106999999999999"))));
		assertArrayEquals(hex("009000"), card.transmitSecret(Secret.taking(hex("00870000037C0011"))));
	}

	@Test
	void aRecordedFaultIsOneAgain() {
		CardChannel card = replayed.open(READER);
		card.transmit(hex("00CA01064D"));
		card.transmit(hex("0024018106999999999999"));
		card.transmit(hex("00870000037C0011"));
		assertEquals(Kind.CARD_GONE, fault(card, "00B00000").kind());
	}

	@Test
	void anotherCommandThanTheRecordedOneIsAFaultThatSaysWhichAndTellsNoData() {
		CardChannel card = replayed.open(READER);
		assertTrue(fault(card, "00CA01064E").getMessage()
				.contains("command 1 was recorded as 00CA01064D, now it is 00CA0106 of 5 bytes"));
		card.transmit(hex("00CA01064D"));
		assertEquals(Kind.CARD_MUTE, fault(card, "00240181053132333435").kind());
		ReaderFault header = fault(card, "0024018206313233343536");
		assertTrue(header.getMessage().contains("now it is 00240182 of 11 bytes"), header.getMessage());
		assertFalse(header.getMessage().contains("3132"), header.getMessage());
	}

	@Test
	void eachConnectionPlaysTheNextRecordedOneAndOneMoreCommandIsAFault() {
		replayed.open(READER).close();
		CardChannel second = replayed.open(READER);
		assertEquals("3B01", second.atr().toHex());
		second.transmit(hex("00B00001"));
		assertTrue(fault(second, "00B00002").getMessage().contains("no more"));
		assertEquals("3B00", replayed.open(READER).atr().toHex());
	}

	@Test
	void theCardNeverLeavesItsReader() throws Exception {
		assertTrue(replayed.cardPresent(READER));
		assertTrue(replayed.awaitCard(READER, true, Duration.ZERO));
		assertFalse(replayed.awaitCard(READER, false, Duration.ZERO));
		assertThrows(ReaderFault.class, () -> replayed.open(new ReaderName("replayed", "another")));
	}

	@Test
	void aRecordingThatHasLostItsBeginningIsRefused() {
		var middle = CardTrace.parse(TEXT.replace("0 10 reset 3B00\n", ""));
		assertThrows(IllegalArgumentException.class, () -> new ReplayedReader(middle));
	}
}
