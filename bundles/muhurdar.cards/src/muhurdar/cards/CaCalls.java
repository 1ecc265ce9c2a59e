package muhurdar.cards;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.CaFault;

/**
 * Calls to a CA that may never answer: each runs on a thread of its own and is waited for no longer than agreed. Nobody
 * can take a call back; what a given-up one brings in the end goes to whoever asked to be told.
 */
final class CaCalls {

	private CaCalls() {
	}

	/** @throws CaFault its own, or UNAVAILABLE if the time is up or it failed in another way */
	static <T> T within(Duration time, Supplier<T> call) {
		return within(time, call, (answer, fault) -> {
			// nothing depends on an answer that comes too late
		});
	}

	/** @param late is told of the answer or the fault if the time was up before it came */
	static <T> T within(Duration time, Supplier<T> call, BiConsumer<@Nullable T, @Nullable Throwable> late) {
		var answer = new CompletableFuture<T>();
		Thread.ofPlatform().daemon().name("ca call").start(() -> {
			try {
				answer.complete(call.get());
			} catch (Throwable e) {
				answer.completeExceptionally(e);
			}
		});
		try {
			return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
		} catch (TimeoutException e) {
			answer.whenComplete(late::accept);
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "no answer within " + time, e);
		} catch (InterruptedException e) {
			answer.whenComplete(late::accept);
			Thread.currentThread().interrupt();
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "interrupted", e);
		} catch (ExecutionException e) {
			if (e.getCause() instanceof CaFault fault) {
				throw fault;
			}
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "call failed", e);
		}
	}
}
