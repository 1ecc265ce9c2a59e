package muhurdar.store.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

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
		return System.getProperty("muhurdar.test.postgres") + "&currentSchema=" + SCHEMA;
	}

	@Override
	boolean writersTakeTurns() {
		return false;
	}
}
