package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

class ChipRangeTest {

	private static ChipSerial chip(String hex) {
		return new ChipSerial(hex);
	}

	private static Why why(Runnable typed) {
		return assertThrows(Refusal.class, typed::run).why();
	}

	@Test
	void aRangeIsCountedInHexadecimalAndKeepsItsLeadingZeros() {
		ChipRange range = new ChipRange(chip("00112233445566778899AAFE"), chip("00112233445566778899AB01"));
		assertEquals(4, range.size());
		assertEquals(List.of(chip("00112233445566778899AAFE"), chip("00112233445566778899AAFF"),
				chip("00112233445566778899AB00"), chip("00112233445566778899AB01")), range.serials());
		assertEquals(List.of(chip("0000000F")), new ChipRange(chip("0000000F"), chip("0000000F")).serials());
	}

	@Test
	void whatIsNoBoxIsRefused() {
		assertEquals(ChipRange.MOST, new ChipRange(chip("00000001"), chip("00002710")).serials().size());
		assertEquals(Why.RANGE_INVALID, why(() -> new ChipRange(chip("00000001"), chip("00002711"))));
		assertEquals(Why.RANGE_INVALID, why(() -> new ChipRange(chip("00000002"), chip("00000001"))));
		assertEquals(Why.RANGE_INVALID, why(() -> new ChipRange(chip("00000001"), chip("0000000002"))));
	}

	@Test
	void aListIsReadAsItWasScannedTypedOrSaved() {
		ChipList list = ChipList
				.read("\uFEFF\"Seri no\";Tür\r\n\"00112233445566778899aabb\";akis\r\n\r\n00112233445566778899AABC;akis\n"
						+ "00112233445566778899AABB;akis\n");
		assertEquals(List.of(chip("00112233445566778899AABB"), chip("00112233445566778899AABC")), list.serials());
		assertEquals(List.of(chip("00112233445566778899AABB")), list.twice());
		assertEquals(2, ChipList.read("1ABBD89C00000001 1abbd89c00000002").serials().size());
		assertEquals(List.of(), ChipList.read(" \n").serials());
		assertEquals(3, ChipList.read("1ABBD89C00000001 - 1ABBD89C00000003\n1ABBD89C00000002").serials().size());
		assertEquals(Why.RANGE_INVALID, why(() -> ChipList.read("1ABBD89C00000003-1ABBD89C00000001")));
	}

	@Test
	void aLineThatIsNoNumberIsNamed() {
		Refusal no = assertThrows(Refusal.class, () -> ChipList.read("1ABBD89C00000001\n1ABBD89C0000000"));
		assertEquals(Why.CHIP_INVALID, no.why());
		assertEquals(List.of("1ABBD89C0000000"), no.arguments());
		assertEquals(Why.CHIP_INVALID, why(() -> ChipList.read("Seri")));
		assertEquals(Why.CHIP_INVALID, why(() -> ChipList.read("1ABBD89C0000000G\n1ABBD89C00000001")));
	}
}
