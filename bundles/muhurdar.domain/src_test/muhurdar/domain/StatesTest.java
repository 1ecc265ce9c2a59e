package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class StatesTest {

	@Test
	void everyDrawnArrowIsTakenAndEveryOtherIsRefused() {
		int arrows = pairs(OrderState.class) + pairs(BatchState.class) + pairs(CardState.class)
				+ pairs(CertificateState.class) + pairs(StatusRequestState.class) + pairs(ShipmentState.class)
				+ pairs(ReaderReturnState.class) + pairs(CardKeyState.class) + pairs(UnblockingState.class);
		assertTrue(arrows > 80, "only " + arrows + " arrows");
	}

	private static <S extends Enum<S> & Steps<S>> int pairs(Class<S> type) {
		int arrows = 0;
		for (S from : EnumSet.allOf(type)) {
			for (S to : EnumSet.allOf(type)) {
				if (from.next().contains(to)) {
					assertSame(to, from.to(to));
					arrows++;
				} else {
					Refusal no = assertThrows(Refusal.class, () -> from.to(to), from + " → " + to);
					assertEquals(Why.WRONG_STATE, no.why());
				}
			}
		}
		return arrows;
	}

	@Test
	void whatIsOverStaysOver() {
		assertEquals(Set.of(), CertificateState.REVOKED.next());
		assertEquals(Set.of(), OrderState.CANCELLED.next());
		assertEquals(Set.of(), ShipmentState.DELIVERED.next());
		assertEquals(Set.of(CardState.DESTROYED), CardState.SPOILED.next());
	}

	@Test
	void identityNumbersAreCheckedByTheirDigits() {
		assertTrue(IdentityNo.valid("10000000146"));
		assertTrue(IdentityNo.valid("12345678950"));
		assertFalse(IdentityNo.valid("10000000147"));
		assertFalse(IdentityNo.valid("11111111110"), "a filler");
		assertFalse(IdentityNo.valid("01234567890"));
		assertFalse(IdentityNo.valid("1234567895"));
	}

	@Test
	void trackingNumbersCarryTheirCheckDigit() {
		assertTrue(S10.valid("RR123456785TR"));
		assertFalse(S10.valid("RR123456784TR"));
		assertTrue(S10.valid(S10.of("RR", 42, "TR")));
	}

	@Test
	void aSecretPrintsNothingAndIsGoneWhenClosed() {
		byte[] typed = { '1', '2' };
		Secret pin = Secret.taking(typed);
		assertArrayEquals(new byte[2], typed);
		assertEquals("***", pin.toString());
		ByteBuffer bytes = pin.bytes();
		byte[][] lent = new byte[1][];
		assertEquals("12", pin.use(array -> new String(lent[0] = array, StandardCharsets.US_ASCII)));
		assertArrayEquals(new byte[2], lent[0]);
		assertTrue(bytes.isDirect() && bytes.isReadOnly());
		pin.close();
		assertEquals(0, bytes.getShort());
		assertThrows(IllegalStateException.class, pin::bytes);
	}

	@Test
	void aSecretThatNobodyClosesIsWipedWhenItIsCollected() throws InterruptedException {
		ByteBuffer bytes = Secret.typed("12".toCharArray()).bytes();
		assertEquals('1', bytes.get(0));
		for (int i = 0; bytes.get(1) != 0 && i < 100; i++) {
			System.gc();
			Thread.sleep(10);
		}
		assertEquals(0, bytes.getShort(0));
	}

	@Test
	void aLentSecretIsWipedAlsoWhenItsUseFails() {
		try (Secret pin = Secret.joined(Secret.typed("12".toCharArray()), Secret.typed("34".toCharArray()))) {
			byte[][] lent = new byte[1][];
			assertThrows(IllegalArgumentException.class, () -> pin.use(array -> {
				assertArrayEquals(new byte[] { '1', '2', '3', '4' }, array);
				lent[0] = array;
				throw new IllegalArgumentException();
			}));
			assertArrayEquals(new byte[4], lent[0]);
		}
	}
}
