package muhurdar.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import muhurdar.api.spi.CaFault;

class CaCallsTest {

	private static final Duration LONG = Duration.ofMinutes(1);

	@Test
	void anAnswerInTimeIsTheAnswer() {
		assertEquals("yes", CaCalls.within(LONG, () -> "yes"));
	}

	@Test
	void aRefusalOfTheCaIsItsOwn() {
		CaFault fault = assertThrows(CaFault.class, () -> CaCalls.within(LONG, () -> {
			throw new CaFault(CaFault.Kind.REFUSED, "no");
		}));
		assertEquals(CaFault.Kind.REFUSED, fault.kind());
	}

	@Test
	void anyOtherFaultMeansThatNobodyKnows() {
		CaFault fault = assertThrows(CaFault.class, () -> CaCalls.within(LONG, () -> {
			throw new IllegalArgumentException("broken");
		}));
		assertEquals(CaFault.Kind.UNAVAILABLE, fault.kind());
	}

	@Test
	void anAnswerThatComesTooLateIsToldToWhoeverAskedForIt() throws Exception {
		var slow = new CountDownLatch(1);
		var late = new CompletableFuture<String>();
		CaFault fault = assertThrows(CaFault.class, () -> CaCalls.within(Duration.ofMillis(1), () -> {
			try {
				slow.await();
			} catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
			return "at last";
		}, (answer, why) -> late.complete(answer)));
		assertEquals(CaFault.Kind.UNAVAILABLE, fault.kind());
		slow.countDown();
		assertEquals("at last", late.get());
	}
}
