package muhurdar.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;

class CardClockTest {

	private static final ChipSerial CARD = new ChipSerial("4D480102030405060000002A");

	private static Duration key(long seed, double scale, ChipSerial card, KeyType type) {
		CardClock clock = new CardClock(seed, scale, card);
		clock.makesKey(type);
		return clock.total();
	}

	@Test
	void theSameSeedGivesTheSameCardTheSameTimes() {
		assertEquals(key(7, 1, CARD, KeyType.RSA_2048), key(7, 1, CARD, KeyType.RSA_2048));
		assertNotEquals(key(7, 1, CARD, KeyType.RSA_2048), key(8, 1, CARD, KeyType.RSA_2048));
		assertNotEquals(key(7, 1, CARD, KeyType.RSA_2048),
				key(7, 1, new ChipSerial("4D480102030405060000002B"), KeyType.RSA_2048));
	}

	@Test
	void rsaKeysTakeTwelveSecondsInTheMedianAndTwentyEightAtTheNinetiethPercentile() {
		double[] seconds = IntStream.range(0, 4000)
				.mapToObj(i -> new ChipSerial("4D4801020304%012X".formatted(i * 2654435761L & 0xFFFFFFFFFFFFL)))
				.mapToDouble(card -> key(1, 1, card, KeyType.RSA_2048).toMillis() / 1000.0).sorted().toArray();
		assertEquals(12, seconds[2000], 1);
		assertEquals(28, seconds[3600], 3);
	}

	@Test
	void allTimesFollowTheScale() {
		assertEquals(Duration.ofMillis(160), key(1, 1, CARD, KeyType.EC_P256));
		assertEquals(Duration.ofMillis(34), key(1, 0.1, CARD, KeyType.EC_P384));
		assertEquals(Duration.ZERO, key(1, 0, CARD, KeyType.RSA_2048));
	}

	@Test
	void aCommandTakesFifteenToFiftyMilliseconds() {
		CardClock clock = new CardClock(1, 1, CARD);
		Duration sum = Duration.ZERO;
		for (int i = 0; i < 1000; i++) {
			clock.commandStarts();
			Duration one = clock.command();
			assertTrue(one.compareTo(Duration.ofMillis(15)) >= 0 && one.compareTo(Duration.ofMillis(50)) <= 0);
			sum = sum.plus(one);
		}
		assertEquals(sum, clock.total());
	}
}
