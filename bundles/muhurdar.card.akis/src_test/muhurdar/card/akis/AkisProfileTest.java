package muhurdar.card.akis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import muhurdar.api.spi.Recognition;
import muhurdar.card.akis.spi.AkisDialect;
import muhurdar.card.akis.spi.AkisFamily;
import muhurdar.domain.Bytes;

class AkisProfileTest {

	/**
	 * Every answer to reset that public lists give for AKİS (OpenSC, smartcard_list.txt, chrome-token-signing, copies of
	 * ESYA). BAD: with a wrong check byte. None of them is of family C, whose pattern alone is public.
	 */
	private static final List<String> KNOWN = """
			3BBA11008131FE4D55454B41452056312E30AE
			3B9F968131FE45806755454B41451112318073B3A180E9
			3B9F968131FE45806755454B41451212318073B3A180EA
			3B9F968131FE45806755454B41451213318073B3A180EB
			3B9F968131FE45806755454B41451252318073B3A180AA
			3B9F968131FE45806755454B41451253318073B3A180AB
			3B9F158131FE45806755454B41451221318073B3A1805A
			3B9F968131FE45806755454B41451221318073B3A180D9
			3B9F138131FE45806755454B41451221318073B3A1805C
			3B9F138131FE45806755454B41451261318073B3A1801C
			3B9F158131FE45806755454B41451261318073B3A1801A
			3B9F968131FE45806755454B41451261318073B3A18099
			3B9F968131FE458065544320201231C073F621808105B3
			3B9F968131FE45806755454B41451292318073B3A1806A
			3B9F968131FE45806755454B41451293318073B3A1806B
			3B9F968131FE45806755454B41451312318073B3A180EB
			3B9F968131FE45806755454B414512A4318073B3A1805C
			3B9F968131FE45806755454B414512A5318073B3A1805D
			3B9F978131FE458065544312210031C073F62180810593
			3B9F978131FE458065544312210731C073F62180810594
			3B9F978131FE458065544312210731C073F62180810595 BAD
			3B9F978131FE4580655443D2210831C073F6218081015F
			3B9F978131FE458065544312210831C073F6218081019F
			3B9F978131FE4580655443D2210831C073F6218081055B
			3B9F978131FE4580655443E4210831C073F6218081056D
			3B9F968131FE4580655443D3210831C073F6218081055B
			3B9F968131FE4580655443D2210831C073F6218081055A
			3B9F978131FE458065544312210831C073F6218081059B
			3B9F978131FE458065544353228231C073F62180810553
			3B9F978131FE4580655443D3230231C073F62180810552
			3B9F138131FE45806755454B41451265318073B3A18018
			""".lines().map(String::strip).toList();

	private final AkisProfile profile = new AkisProfile(new Iso7816Dialect());

	@Test
	void everyKnownAtrFallsIntoItsFamily() {
		Map<AkisFamily, Integer> found = new TreeMap<>();
		for (String line : KNOWN) {
			Bytes atr = Bytes.ofHex(line.split(" ")[0]);
			AkisFamily family = AkisFamily.of(atr).orElseThrow(() -> new AssertionError(line));
			assertEquals(atr.toHex().contains("55454B4145") ? AkisFamily.A : AkisFamily.B, family, line);
			assertEquals(Recognition.Answer.YES, profile.recognises(atr).answer(), line);
			found.merge(family, 1, Integer::sum);
		}
		assertEquals(Map.of(AkisFamily.A, 18, AkisFamily.B, 13), found);
	}

	@Test
	void aWrongCheckByteIsSaidAndTheCardIsTaken() {
		for (String line : KNOWN) {
			Recognition said = profile.recognises(Bytes.ofHex(line.split(" ")[0]));
			assertEquals(line.endsWith("BAD") ? "AKİS 2.x, TCK 95 ≠ 94"
					: AkisFamily.of(Bytes.ofHex(line.split(" ")[0])).orElseThrow().shown(), said.detail(), line);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "80666832091122333195810500", "80666832490A0B0C3195810500" })
	void theThirdFamilyIsToldByItsPublicPattern(String historicalAndCheckByte) {
		assertEquals(Optional.of(AkisFamily.C), AkisFamily.of(Bytes.ofHex("3B9C978131FE45" + historicalAndCheckByte)));
	}

	@ParameterizedTest
	@CsvSource({
			// public lists: PIV and other cards of Yubico, Estonian, German, Spanish, Belgian identity, OpenPGP, Java cards,
			"3BFD1300008131FE158073C021C057597562694B657940", "3B8C80015975626B65794E454F723358",
			"3BFA1800008031FE45FE654944202F20504B4903", "3B8880018073C8400000900062", "3B7F380000006A444E496520024C340113039000",
			"3B9813400AA503010101AD1311", "3BDA18FF81B1FE751F030031F573C001600090001C", "3BF81300008131FE454A434F5076323431B7",
			"3B959540FFAE01030000", "3B6F00000080318065B0850300EF120FFF829000",
			// the marks of AKİS where they are no historical bytes, or half a byte further on
			"3B021400", "3BFF55454B4145FE008131FE4501", "3B9F978131FE450555454B4145112318073B3A1800000",
			// nothing, and an end in the middle of the interface bytes
			"3B", "3BF0", "3B9F978131" })
	void nobodyElsesCardIsTaken(String atr) {
		String even = atr.length() % 2 == 0 ? atr : atr + "0";
		assertEquals(Recognition.Answer.NO, profile.recognises(Bytes.ofHex(even)).answer());
	}

	@Test
	void aCutAtrIsNobodysAndNoFault() {
		for (String line : KNOWN) {
			byte[] whole = Bytes.ofHex(line.split(" ")[0]).toArray();
			int historicalEnd = whole.length - 1;
			for (int length = 0; length < historicalEnd; length++) {
				assertEquals(Optional.empty(), AkisFamily.of(Bytes.of(Arrays.copyOf(whole, length))), line + " " + length);
			}
		}
	}

	@Test
	void theDialectOfTheHighestRankingThatSpeaksToTheFamilyIsTaken() {
		AkisDialect others = speakingTo(AkisFamily.A);
		AkisDialect theirs = speakingTo(AkisFamily.B);
		Bytes second = Bytes.ofHex(KNOWN.getLast());
		Bytes atr = Bytes.ofHex("3B9F978131FE458065544353228231C073F62180810553");
		assertEquals(Optional.of(AkisFamily.A), AkisFamily.of(second));
		var some = new AkisProfile(new Iso7816Dialect(), others, theirs);
		assertSame(theirs, some.dialect(atr));
		assertSame(others, some.dialect(second));
	}

	private static AkisDialect speakingTo(AkisFamily family) {
		return (AkisDialect) Proxy.newProxyInstance(AkisProfileTest.class.getClassLoader(), new Class<?>[] { AkisDialect.class },
				(proxy, method, arguments) -> method.getName().equals("speaksTo") ? arguments[0] == family : null);
	}
}
