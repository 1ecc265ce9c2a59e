package muhurdar.ui.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.domain.CertificateId;
import muhurdar.domain.Decision;
import muhurdar.domain.RequestChannel;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;
import muhurdar.domain.UserId;
import muhurdar.domain.Wish;
import muhurdar.ui.Tone;

class ShownTest {

	private static final Instant RECEIVED = Instant.parse("2026-05-04T09:00:00Z");

	private final UserId somebody = new UserId(new UUID(1, 1));
	private final StatusRequest waiting = StatusRequest.identified(new StatusRequestId(new UUID(1, 2)), "D-2026-000001",
			new CertificateId(new UUID(1, 3)),
			Wish.revoke(Requester.AUTHORITY, RequestChannel.FINDING, RevocationReason.SUPERSEDED, "telefon"),
			new UUID(1, 4), new Decision(somebody, RECEIVED));

	@Test
	void aRequestHasADayToTakeEffect() {
		assertEquals(Tone.PLAIN, tone(waiting, Duration.ofHours(1)));
		assertEquals(Tone.WAIT, tone(waiting, Duration.ofHours(19)));
		assertEquals(Tone.LATE, tone(waiting, Duration.ofHours(25)));
	}

	@Test
	void aDecisionHasAnHourToBePublished() {
		StatusRequest decided = waiting.decide(new Decision(somebody, RECEIVED.plus(Duration.ofHours(20))));
		assertEquals(Tone.PLAIN, tone(decided, Duration.ofHours(20)));
		assertEquals(Tone.LATE, tone(decided, Duration.ofMinutes(20 * 60 + 61)));
	}

	private static Tone tone(StatusRequest request, Duration after) {
		return Shown.clock(request, RECEIVED.plus(after)).tone();
	}

	@Test
	void theEndOfASerialNumberIsWhatHasToBeTyped() {
		assertEquals("9ABC", Shown.lastFour("0123456789ABC"));
		assertEquals("", Shown.lastFour(null));
		assertEquals("…23456789ABCD", Shown.serial("0123456789ABCD"));
	}
}
