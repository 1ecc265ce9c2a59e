package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import muhurdar.api.spi.Tx;
import muhurdar.domain.Institution;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.Why;

/**
 * On the server at {@code -Dmuhurdar.test.postgres} (JDBC URL with user and password), each test in a schema of
 * its own.
 */
@EnabledIfSystemProperty(named = "muhurdar.test.postgres", matches = "jdbc:postgresql:.+")
class StoreOnPostgresTest extends StoreContract {

	private static final String SCHEMA = "store_test_" + ProcessHandle.current().pid();

	@BeforeEach
	void makeSchema() throws SQLException {
		run("create schema " + SCHEMA);
	}

	@AfterEach
	void dropSchema() throws SQLException {
		run("drop schema " + SCHEMA + " cascade");
	}

	private static void run(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(System.getProperty("muhurdar.test.postgres"));
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Override
	Database open() {
		return Database.postgres(url(), null, null);
	}

	@Override
	String url() {
		return System.getProperty("muhurdar.test.postgres") + "&currentSchema=" + SCHEMA + "&ApplicationName=" + SCHEMA;
	}

	@Override
	boolean writersTakeTurns() {
		return false;
	}

	/** Cuts every connection of the store. */
	private static int cut(int tries) {
		try {
			run("select pg_terminate_backend(pid) from pg_stat_activity where application_name = '" + SCHEMA + "'");
			return tries;
		} catch (SQLException e) {
			throw new IllegalStateException(e);
		}
	}

	@Test
	void workWhoseConnectionIsLostBeforeTheCommitIsDoneAgainAndOnce() {
		read(Tx::me);
		var tries = new AtomicInteger();
		write(tx -> {
			var made = tx.institutions().put(new Institution(new InstitutionId(UUID.randomUUID()), 0, "A", ""));
			return tries.getAndIncrement() == 0 ? cut(1) : made.version();
		});
		assertEquals(2, tries.get());
		assertEquals(1, read(tx -> tx.institutions().all()).size());
	}

	@Test
	void aConnectionThatIsLostAgainAndAgainIsSaid() {
		var tries = new AtomicInteger();
		assertEquals(Why.STORE_UNREACHABLE, refused(() -> write(tx -> cut(tries.incrementAndGet()))));
		assertEquals(3, tries.get());
		assertEquals(0, read(tx -> tx.institutions().all()).size());
	}

	@Test
	void aConnectionThatIsLostAtTheCommitIsSaidAndNothingIsDoneAgain() {
		var tries = new AtomicInteger();
		assertEquals(Why.STORE_UNREACHABLE, refused(() -> read(tx -> cut(tries.incrementAndGet()))));
		assertEquals(1, tries.get());
		assertEquals(0, read(tx -> tx.institutions().all()).size());
	}
}
