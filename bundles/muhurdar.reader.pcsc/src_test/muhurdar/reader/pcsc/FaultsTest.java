package muhurdar.reader.pcsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.smartcardio.CardException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import jnasmartcardio.Smartcardio.EstablishContextException;
import jnasmartcardio.Smartcardio.JnaCardNotPresentException;
import jnasmartcardio.Smartcardio.JnaPCSCException;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;

class FaultsTest {

	@ParameterizedTest
	@CsvSource({ "8010000C, CARD_GONE", "80100068, CARD_GONE", "80100069, CARD_GONE", "8010000B, IN_USE",
			"80100009, READER_GONE", "80100017, READER_GONE", "8010002E, READER_GONE", "80100003, SERVICE_GONE",
			"80100012, SERVICE_GONE", "80100013, SERVICE_GONE", "8010001D, SERVICE_GONE", "8010001E, SERVICE_GONE",
			"80100031, SERVICE_GONE", "8010006A, SERVICE_GONE", "8010000F, CARD_MUTE", "80100065, CARD_MUTE",
			"80100066, CARD_MUTE", "80100067, CARD_MUTE" })
	void aCodeOfPcscHasItsMeaningWhateverWasBeingDone(String code, Kind kind) {
		// pcsclite's codes come as 64 bits, with and without a sign
		for (long value : new long[] { Long.parseLong(code, 16), (int) Long.parseLong(code, 16) }) {
			JnaPCSCException error = new JnaPCSCException(value, "SCardX got response");
			assertEquals(kind, Faults.of("Okuyucu 1", error, Kind.IN_USE == kind ? Kind.CARD_MUTE : Kind.IN_USE).kind());
		}
	}

	@Test
	void whatSaysNothingOfItselfIsWhatWasBeingDone() {
		JnaPCSCException notTransacted = new JnaPCSCException(0x80100016L, "SCardTransmit got response");
		assertEquals(Kind.CARD_MUTE, Faults.of("Okuyucu 1", notTransacted, Kind.CARD_MUTE).kind());
		assertEquals(Kind.READER_GONE, Faults.of("Okuyucu 1", new IllegalArgumentException(), Kind.READER_GONE).kind());
		assertEquals(Kind.CARD_MUTE, Faults.of("Okuyucu 1", new CardException("x"), Kind.CARD_MUTE).kind());
	}

	@Test
	void aMissingLibraryAndAStoppedServiceAreTheSameToPeople() {
		assertEquals(Kind.SERVICE_GONE,
				Faults.of("PC/SC", new UnsatisfiedLinkError("libpcsclite.so.1"), Kind.CARD_MUTE).kind());
		assertEquals(Kind.SERVICE_GONE, Faults.of("PC/SC", new NoClassDefFoundError("com/sun/jna"), Kind.CARD_MUTE).kind());
		JnaPCSCException why = new JnaPCSCException(0x80100004L, "SCardEstablishContext got response");
		assertEquals(Kind.SERVICE_GONE, Faults.of("PC/SC", new EstablishContextException(why), Kind.CARD_MUTE).kind());
	}

	@Test
	void noCardIsNoCard() {
		JnaCardNotPresentException error = new JnaCardNotPresentException(0x80100069L, "Card not present.");
		assertEquals(Kind.CARD_GONE, Faults.of("Okuyucu 1", error, Kind.CARD_MUTE).kind());
	}

	@Test
	void aFaultStaysItself() {
		ReaderFault fault = new ReaderFault(Kind.READER_GONE, "Okuyucu 1");
		assertSame(fault, Faults.of("Okuyucu 2", fault, Kind.CARD_MUTE));
	}

	@Test
	void theMessageNamesReaderAndCauseAndKeepsTheCause() {
		JnaPCSCException error = new JnaPCSCException(0x80100069L, "SCardTransmit got response 0x80100069");
		ReaderFault fault = Faults.of("Okuyucu 1", error, Kind.CARD_MUTE);
		assertTrue(fault.getMessage().contains("Okuyucu 1") && fault.getMessage().contains("0x80100069"), fault.getMessage());
		assertSame(error, fault.getCause());
	}
}
