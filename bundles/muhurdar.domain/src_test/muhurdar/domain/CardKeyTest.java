package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CardKeyTest {

	private static final Instant AT = Instant.EPOCH;
	private static final Decision ONE = new Decision(new UserId(new UUID(1, 1)), AT);
	private static final Decision OTHER = new Decision(new UserId(new UUID(2, 2)), AT);
	private static final Bytes VALUE = Bytes.of((byte) 1);
	private static final CardKey IN_USE = CardKey.found(new CardKeyId(new UUID(3, 3)), 1, VALUE, AT);
	private static final Card CARD = Card
			.stock(new CardId(new UUID(4, 4)), new ChipSerial("0102030405060708090A0B0C"), "akis", AT)
			.reserve(new BatchId(new UUID(5, 5)), new OrderId(new UUID(6, 6)), 1, ONE.by(), AT).keyed(VALUE, AT).certified(AT)
			.pinSealed(1, VALUE, AT).pukChosen(1, AT).sealed(VALUE, AT).qualitySigned(VALUE, AT).checked(3, AT);

	private static Why why(Executable refused) {
		return assertThrows(Refusal.class, refused).why();
	}

	private static Unblocking begin(Card card, CardKey key, int tries, String reason) {
		return Unblocking.begin(new UnblockingId(new UUID(7, 7)), card, key, tries, reason, ONE);
	}

	@Test
	void aNewVersionTakesAReasonAndTwoPeople() {
		assertEquals(Why.REASON_MISSING, why(() -> CardKey.propose(IN_USE.id(), 2, " ", ONE)));
		CardKey proposed = CardKey.propose(IN_USE.id(), 2, "yıllık değişim", ONE);
		assertEquals(Why.SECOND_PERSON_NEEDED, why(() -> proposed.made(VALUE, ONE)));
		assertEquals(Why.SECOND_PERSON_NEEDED, why(() -> proposed.mustBeConfirmable(ONE)));
		assertEquals(Why.WRONG_STATE, why(() -> proposed.release(OTHER)));
		proposed.mustBeConfirmable(OTHER);
		CardKey made = proposed.made(VALUE, OTHER);
		assertEquals(CardKeyState.IN_USE, made.state());
		assertEquals(Why.WRONG_STATE, why(() -> made.made(VALUE, OTHER)));
		assertEquals(Why.WRONG_STATE, why(() -> made.mustBeConfirmable(OTHER)));
	}

	@Test
	void aStoppedVersionIsReleasedByTwoPeopleOfWhomNoneNeedsToHaveStoppedIt() {
		CardKey stopped = IN_USE.stop("63C2", ONE);
		assertSame(stopped, stopped.stop("again", OTHER));
		assertEquals(Why.WRONG_STATE, why(() -> stopped.release(OTHER)));
		assertEquals(Why.REASON_MISSING, why(() -> stopped.askRelease("", ONE)));
		CardKey asked = stopped.askRelease("yanlış kart", ONE);
		assertEquals(Why.SECOND_PERSON_NEEDED, why(() -> asked.release(ONE)));
		assertEquals(CardKeyState.IN_USE, asked.release(OTHER).state());
		assertEquals(CardKeyState.STOPPED, asked.stop("63C2", OTHER).state());
	}

	@Test
	void aPukIsUsedOnlyUnderAVersionInUseWithTwoTriesAtLeastAndForAReason() {
		Unblocking begun = begin(CARD, IN_USE, 2, " PIN unutulmuş ");
		assertEquals(UnblockingState.BEGUN, begun.state());
		assertEquals("PIN unutulmuş", begun.reason());
		assertEquals(Why.LAST_PUK_TRY, why(() -> begin(CARD, IN_USE, 1, "x")));
		assertEquals(Why.LAST_PUK_TRY, why(() -> begin(CARD, IN_USE, 0, "x")));
		assertEquals(Why.REASON_MISSING, why(() -> begin(CARD, IN_USE, 3, " ")));
		CardKey stopped = IN_USE.stop("63C2", ONE);
		assertEquals(Why.PUK_STOPPED, why(() -> begin(CARD, stopped, 3, "x")));
		assertEquals(Why.PUK_STOPPED, why(() -> begin(CARD, stopped.askRelease("y", ONE), 3, "x")));
		assertEquals(Why.WRONG_STATE, why(() -> begin(CARD.to(CardState.LOST, AT), IN_USE, 3, "x")));
	}

	@Test
	void whatWasCutOffIsAFailureOnlyIfTheCardHasLostATry() {
		Unblocking begun = begin(CARD, IN_USE, 2, "x");
		assertEquals(UnblockingState.FAILED, begun.endedAs(1));
		assertEquals(UnblockingState.BROKEN_OFF, begun.endedAs(2));
		assertEquals(UnblockingState.BROKEN_OFF, begun.endedAs(3));
		Unblocking failed = begun.end(UnblockingState.FAILED, AT);
		assertEquals(Why.WRONG_STATE, why(() -> failed.end(UnblockingState.DONE, AT)));
	}
}
