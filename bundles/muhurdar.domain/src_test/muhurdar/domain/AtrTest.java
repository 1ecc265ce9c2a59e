package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

class AtrTest {

	/** Public AKİS ATRs, one with a wrong TCK. */
	private static final String AKIS = """
			3BBA11008131FE4D55454B41452056312E30AE ok
			3B9F968131FE45806755454B41451112318073B3A180E9 ok
			3B9F968131FE45806755454B41451212318073B3A180EA ok
			3B9F968131FE45806755454B41451213318073B3A180EB ok
			3B9F968131FE45806755454B41451252318073B3A180AA ok
			3B9F968131FE45806755454B41451253318073B3A180AB ok
			3B9F158131FE45806755454B41451221318073B3A1805A ok
			3B9F968131FE45806755454B41451221318073B3A180D9 ok
			3B9F138131FE45806755454B41451221318073B3A1805C ok
			3B9F138131FE45806755454B41451261318073B3A1801C ok
			3B9F158131FE45806755454B41451261318073B3A1801A ok
			3B9F968131FE45806755454B41451261318073B3A18099 ok
			3B9F968131FE458065544320201231C073F621808105B3 ok
			3B9F968131FE45806755454B41451292318073B3A1806A ok
			3B9F968131FE45806755454B41451293318073B3A1806B ok
			3B9F968131FE45806755454B41451312318073B3A180EB ok
			3B9F968131FE45806755454B414512A4318073B3A1805C ok
			3B9F968131FE45806755454B414512A5318073B3A1805D ok
			3B9F978131FE458065544312210031C073F62180810593 ok
			3B9F978131FE458065544312210731C073F62180810594 ok
			3B9F978131FE458065544312210731C073F62180810595 BAD
			3B9F978131FE4580655443D2210831C073F6218081015F ok
			3B9F978131FE458065544312210831C073F6218081019F ok
			3B9F978131FE4580655443D2210831C073F6218081055B ok
			3B9F978131FE4580655443E4210831C073F6218081056D ok
			3B9F968131FE4580655443D3210831C073F6218081055B ok
			3B9F968131FE4580655443D2210831C073F6218081055A ok
			3B9F978131FE458065544312210831C073F6218081059B ok
			3B9F978131FE458065544353228231C073F62180810553 ok
			3B9F978131FE4580655443D3230231C073F62180810552 ok
			3B9F138131FE45806755454B41451265318073B3A18018 ok
			""";

	private static Atr atr(String hex) {
		return Atr.of(Bytes.ofHex(hex));
	}

	@Test
	void everyKnownAkisCardOffersT1AndTheOneWithAWrongCheckByteIsSeen() {
		for (String line : AKIS.lines().toList()) {
			Atr atr = atr(line.substring(0, line.indexOf(' ')));
			assertEquals(List.of(1), atr.protocols(), line);
			assertEquals(line.endsWith("BAD") ? Set.of(AtrFlaw.TCK_WRONG) : Set.of(), atr.flaws(), line);
			assertEquals(atr.t0() & 0x0F, atr.historical().length(), line);
		}
	}

	@Test
	void theFirstAkisIsTakenApart() {
		Atr atr = atr("3BBA11008131FE4D55454B41452056312E30AE");
		assertEquals(0x3B, atr.ts());
		assertEquals(0xBA, atr.t0());
		assertEquals("[TA1=11, TB1=00, TD1=81, TD2=31, TA3=FE, TB3=4D]", atr.interfaces().toString());
		assertEquals("UEKAE V1.0", atr.historicalText());
		assertEquals(0xAE, atr.tck());
		assertTrue(atr.sound() && atr.offers(1) && !atr.offers(0));
	}

	@Test
	void aCardOfT0AloneHasNoCheckByte() {
		Atr atr = atr("3B0441424344");
		assertTrue(atr.sound());
		assertEquals(List.of(0), atr.protocols());
		assertNull(atr.tck());
		assertEquals(Set.of(AtrFlaw.TOO_MUCH), atr("3B044142434400").flaws());
	}

	@Test
	void bothProtocolsAndGlobalBytesAreToldApart() {
		// TD1: T=0, TD2: T=1, TD3: T=15 with TA4
		Atr atr = atr("3B8080811F0D93");
		assertEquals(List.of(0, 1), atr.protocols());
		assertEquals("TA4=0D", atr.interfaces().getLast().toString());
		assertTrue(atr.sound(), () -> atr.flaws().toString());
	}

	@Test
	void whatIsCutShortIsReadAsFarAsItGoes() {
		assertEquals(EnumSet.of(AtrFlaw.TS_UNKNOWN, AtrFlaw.CUT_SHORT), atr("").flaws());
		assertEquals(Set.of(AtrFlaw.CUT_SHORT), atr("3B").flaws());
		assertEquals(Set.of(AtrFlaw.TS_UNKNOWN), atr("0000").flaws());
		assertTrue(atr("3BBA1100").flaws().contains(AtrFlaw.CUT_SHORT));
		Atr historical = atr("3BBA11008131FE4D5545");
		assertEquals("UE", historical.historicalText());
		assertTrue(historical.flaws().containsAll(Set.of(AtrFlaw.CUT_SHORT, AtrFlaw.TCK_MISSING)));
		assertEquals(Set.of(AtrFlaw.TCK_MISSING), atr("3BBA11008131FE4D55454B41452056312E30").flaws());
		assertTrue(atr("3B0F" + "41".repeat(40)).flaws().containsAll(Set.of(AtrFlaw.TOO_LONG, AtrFlaw.TOO_MUCH)));
	}

	@Test
	void noBytesWhateverMakeItFail() {
		Random random = new Random(20261121);
		for (int i = 0; i < 100_000; i++) {
			byte[] bytes = new byte[random.nextInt(50)];
			random.nextBytes(bytes);
			if (bytes.length > 0 && random.nextBoolean()) {
				bytes[0] = 0x3B;
			}
			Atr atr = Atr.of(Bytes.of(bytes));
			assertFalse(atr.protocols().isEmpty());
			assertTrue(atr.historical().length() <= 15 && atr.interfaces().size() <= bytes.length);
		}
	}
}
