package muhurdar.card.akis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import muhurdar.api.spi.Recognition;
import muhurdar.domain.Bytes;

class AkisProfileTest {

	@ParameterizedTest
	@CsvSource({ "true, 3BBA11008131FE4D55454B41452056312E30AE", "true, 3B9F968131FE45806755454B41451112318073B3A180E9",
			"true, 3B9F138131FE45806755454B41451265318073B3A18018", "true, 3B9F978131FE458065544312210031C073F62180810593",
			"true, 3B9F968131FE4580655443D3210831C073F6218081055B", "true, 3B9F978131FE4580655443D3230231C073F62180810552",
			"true, 3B9F978131FE458065544353228231C073F62180810553",
			"false, 3BFD1300008131FE158073C021C057597562694B657940", "false, 3B8F8001804F0CA000000306030001000000006A",
			"false, 3B00", "false, ''" })
	void knownFamiliesAreRecognisedAndOthersAreNot(boolean ours, String atr) {
		assertEquals(ours, new AkisProfile(new Iso7816Dialect()).recognises(Bytes.ofHex(atr)).answer() == Recognition.Answer.YES);
	}
}
