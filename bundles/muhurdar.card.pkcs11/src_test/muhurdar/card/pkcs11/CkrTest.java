package muhurdar.card.pkcs11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;

class CkrTest {

	@Test
	void aTokenThatIsGoneIsAReaderFault() {
		assertEquals(Kind.CARD_GONE, assertInstanceOf(ReaderFault.class, Ckr.fault("C_Sign", 0x32)).kind());
		assertEquals(Kind.CARD_GONE, assertInstanceOf(ReaderFault.class, Ckr.fault("C_Sign", 0xE0)).kind());
		assertEquals(Kind.READER_GONE, assertInstanceOf(ReaderFault.class, Ckr.fault("C_GetSlotInfo", 3)).kind());
		assertEquals(Kind.SERVICE_GONE, assertInstanceOf(ReaderFault.class, Ckr.fault("C_Login", 0x190)).kind());
	}

	@Test
	void whatTheTokenRefusesIsACardFaultThatNamesTheFunctionAndTheReturnValue() {
		CardFault locked = assertInstanceOf(CardFault.class, Ckr.fault("C_Login", 0xA4));
		assertEquals(0x6983, locked.statusWord());
		assertEquals("C_Login CKR_PIN_LOCKED: 6983", locked.getMessage());
		CardFault unknown = assertInstanceOf(CardFault.class, Ckr.fault("C_Sign", 0x80000001L));
		assertEquals(0x6F00, unknown.statusWord());
		assertTrue(unknown.getMessage().contains("0x80000001"), unknown.getMessage());
	}
}
