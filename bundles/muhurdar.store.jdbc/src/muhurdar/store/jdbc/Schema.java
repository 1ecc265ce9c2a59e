package muhurdar.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Brings a database up to the numbered texts, and refuses one that is newer or was made from other texts. */
final class Schema {

	/** One numbered text. */
	record Step(int number, String name, String text) {

		/** SHA-256 over the text with plain line ends. */
		String hash() {
			try {
				byte[] bytes = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
				return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
			} catch (NoSuchAlgorithmException e) {
				throw new IllegalStateException(e);
			}
		}
	}

	static final List<String> FILES = List.of("V001__house.sql", "V002__stock.sql", "V003__desks.sql", "V004__packing.sql",
			"V005__flow.sql",
			"V020__status.sql", "V030__sightings.sql");

	private final List<Step> steps;

	Schema(List<Step> steps) {
		this.steps = List.copyOf(steps);
	}

	/** The texts of this version. */
	static Schema ours() {
		return new Schema(FILES.stream().map(Schema::load).toList());
	}

	List<Step> steps() {
		return steps;
	}

	private static Step load(String file) {
		try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(file), file)) {
			return new Step(Integer.parseInt(file.substring(1, 4)), file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Refuses STORE_SCHEMA, STORE_DAMAGED. PostgreSQL does it all or not at all; H2 goes on where it was stopped. */
	void apply(Database database) {
		try (Connection connection = database.connection()) {
			database.lockSchema(connection);
			Sql sql = new Sql(connection);
			sql.update("create table if not exists schema_step (number integer primary key, name varchar not null,"
					+ " hash varchar not null, at timestamp(3) with time zone not null)");
			Map<Integer, String> applied = new TreeMap<>();
			sql.list(row -> applied.put(row.number(), row.text()), "select number, hash from schema_step");
			check(applied, database.place());
			for (Step step : steps) {
				if (!applied.containsKey(step.number())) {
					run(sql, step);
				}
			}
			connection.commit();
		} catch (SQLException e) {
			throw Database.unopened(e, database.place());
		}
	}

	private void check(Map<Integer, String> applied, String place) {
		applied.forEach((number, hash) -> {
			if (steps.stream().noneMatch(step -> step.number() == number && step.hash().equals(hash))) {
				throw new Refusal(Why.STORE_SCHEMA, number, place);
			}
		});
	}

	private static void run(Sql sql, Step step) {
		for (String statement : step.text().replaceAll("(?m)--.*$", "").split(";")) {
			if (!statement.isBlank()) {
				sql.update(statement.strip());
			}
		}
		sql.update("insert into schema_step (number, name, hash, at) values (?, ?, ?, ?)", step.number(), step.name(),
				step.hash(), Instant.now());
	}
}
