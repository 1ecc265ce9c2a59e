package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class CardTest {

	private static final Instant AT = Instant.parse("2026-09-02T08:00:00Z");
	private static final Bytes KEY = Bytes.of((byte) 1);

	private static Card card(CardState state) {
		return new Card(new CardId(new UUID(1, 1)), 1, state, new ChipSerial("00112233"), "piv", null, null, null, null,
				null, null, null, null, null, null, null, null, null, null, AT);
	}

	@Test
	void theKeyVersionOfAManagementKeyStaysUntilThePukGoesByIt() {
		Card managed = card(CardState.RESERVED).managed(7, AT);
		assertEquals(CardState.RESERVED, managed.state());
		assertEquals(7, managed.pukKeyVersion());
		Card certified = managed.keyed(KEY, AT).certified(AT).pinSealed(1, KEY, AT);
		assertEquals(7, certified.pukKeyVersion());
		assertEquals(7, certified.pukChosen(7, AT).sealed(KEY, AT).pukKeyVersion());
		assertEquals(7, managed.spoil("kart çıkarıldı", AT).pukKeyVersion());
	}

	@Test
	void aCardIsTakenOverOnlyBetweenDrawingAndKey() {
		for (CardState state : CardState.values()) {
			if (state != CardState.RESERVED) {
				assertThrows(Refusal.class, () -> card(state).managed(1, AT));
			}
		}
	}
}
