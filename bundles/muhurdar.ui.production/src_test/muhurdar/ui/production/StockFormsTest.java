package muhurdar.ui.production;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import muhurdar.domain.ChipSerial;

class StockFormsTest {

	private static final List<ChipSerial> CHIPS = List.of(new ChipSerial("00AA0000000000000000FF01"),
			new ChipSerial("00AA0000000000000000FF02"));

	@Test
	void cardsToBeDestroyedAreNamedByTheirLastFourDigitsOrMore() {
		assertTrue(StockForms.exactly(CHIPS, " ff02\n00AA0000000000000000FF01\n"));
		assertTrue(StockForms.exactly(CHIPS.subList(0, 1), "FF01"));
	}

	@Test
	void eachIsNamedOnceAndNoOther() {
		assertFalse(StockForms.exactly(CHIPS, "FF01"));
		assertFalse(StockForms.exactly(CHIPS, "FF01 FF01"));
		assertFalse(StockForms.exactly(CHIPS, "FF01 FF02 FF03"));
		assertFalse(StockForms.exactly(CHIPS, "01 02"));
		assertFalse(StockForms.exactly(CHIPS, ""));
	}
}
