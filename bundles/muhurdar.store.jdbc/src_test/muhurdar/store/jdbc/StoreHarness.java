package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import muhurdar.api.spi.Tx;
import muhurdar.domain.*;

/** A store on one of the databases, empty at the start of each test. */
abstract class StoreHarness {

	static final Instant NOW = Instant.parse("2026-03-02T21:30:00.123Z");

	JdbcStore store;

	abstract Database open();

	/** For a look past the store. */
	abstract String url();

	@BeforeEach
	void openStore() {
		store = another();
	}

	/** Another desk on the same database. */
	JdbcStore another() {
		return new JdbcStore(this::open, Clock.fixed(NOW, ZoneOffset.UTC));
	}

	@AfterEach
	void closeStore() {
		store.close();
	}

	<T> T write(Function<Tx, T> work) {
		return store.write(Actor.SYSTEM, Right.RUN_DEMO, "test", work);
	}

	<T> T read(Function<Tx, T> work) {
		return store.read(Actor.SYSTEM, Right.RUN_DEMO, work);
	}

	static Why refused(Runnable what) {
		return assertThrows(Refusal.class, what::run).why();
	}
}
