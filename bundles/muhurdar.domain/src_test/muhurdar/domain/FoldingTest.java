package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FoldingTest {

	@Test
	void allTurkishLettersFallIntoOneAsciiClass() {
		assertEquals("cgiosu cgiosu", Folding.fold("ÇĞİÖŞÜ çğıöşü"));
	}

	@Test
	void theFourLettersIAreOne() {
		assertEquals("iiii", Folding.fold("Iıİi"));
	}

	@Test
	void composedAndDecomposedLettersAreOne() {
		assertEquals(Folding.fold("ş"), Folding.fold("s\u0327"));
		assertEquals("hala", Folding.fold("Hâlâ"));
	}

	@Test
	void whiteSpaceIsOneSpace() {
		assertEquals("ali can", Folding.fold("  ALİ \t CAN "));
	}
}
