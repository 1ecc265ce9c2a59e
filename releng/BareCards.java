package muhurdar.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What cards cost in bare JDBC: H2 itself writes down the statements that the product sends (its trace), and they are
 * sent again, with the same values, to a copy of the database as it was before, with the same URL and so the same
 * durability. Of the store's package, to have its URL.
 */
public final class BareCards implements AutoCloseable {

	private static final String MARK = "the next card";
	private static final Pattern LINE = Pattern.compile("/\\*SQL(?: l:(\\d+))?(?: #:\\d+)?(?: t:\\d+)? ?\\*/(.*);");
	private static final Pattern NUMBER = Pattern.compile("(?:^\\{|, )(\\d+): ");

	/** One statement; null for a commit. */
	private record Sent(String sql, List<Object> values) {
	}

	private final Path recorded;
	private final Path copy;
	private final Connection product;
	private final List<List<Sent>> cards = new ArrayList<>();
	private Connection bare;

	/** Copies the database and records from now on, while the product has it open. */
	public BareCards(Path database, Path folder) throws Exception {
		recorded = Path.of(database + ".trace.db");
		copy = folder.resolve("bare").resolve("muhurdar");
		product = DriverManager.getConnection(Database.h2Url(database));
		Path zip = folder.resolve("before.zip");
		execute(product, "backup to '" + zip + "'");
		Files.createDirectories(copy.getParent());
		try (var in = new ZipInputStream(Files.newInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				Files.copy(in, copy.getParent().resolve(entry.getName()));
			}
		}
		execute(product, "set trace_max_file_size 4000");
		execute(product, "set trace_level_file 2");
	}

	/** What is sent from now on belongs to the next card. */
	public void mark() throws SQLException {
		execute(product, "select '" + MARK + "'");
	}

	/** Records no more; opens the copy. @return statements a card, in the mean */
	public double ended() throws Exception {
		execute(product, "set trace_level_file 0");
		product.close();
		bare = DriverManager.getConnection(Database.h2Url(copy));
		bare.setAutoCommit(false);
		bare.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		try (Stream<String> lines = Files.lines(recorded)) {
			for (String line : (Iterable<String>) lines::iterator) {
				read(line);
			}
		}
		bare.commit();
		Files.delete(recorded);
		return cards.stream().mapToInt(List::size).average().orElseThrow();
	}

	public int cards() {
		return cards.size();
	}

	private void read(String line) throws SQLException {
		Matcher found = LINE.matcher(line);
		if (!found.matches()) {
			return;
		}
		String text = found.group(2).replaceAll("\\\\(.)", "$1");
		if (text.contains(MARK)) {
			cards.add(new ArrayList<>());
			return;
		}
		int length = found.group(1) == null ? text.length() : Integer.parseInt(found.group(1));
		String sql = text.substring(0, length);
		if (!cards.isEmpty() && sql.matches("(?is)(select|insert|update|delete|commit)\\b.*")) {
			cards.getLast()
					.add(sql.equalsIgnoreCase("commit") ? new Sent(null, null) : new Sent(sql, values(text.substring(length))));
		}
	}

	/** The values as H2 writes them, {1: 'a', 2: UUID '…'}: it reads them itself. */
	private List<Object> values(String text) throws SQLException {
		List<Object> values = new ArrayList<>();
		String all = text.strip();
		if (all.isEmpty()) {
			return values;
		}
		List<String> literals = new ArrayList<>();
		int from = -1;
		boolean quoted = false;
		for (int i = 0; i < all.length(); i++) {
			quoted ^= all.charAt(i) == '\'';
			Matcher next = NUMBER.matcher(all).region(i, all.length());
			if (!quoted && next.lookingAt() && Integer.parseInt(next.group(1)) == literals.size() + (from < 0 ? 1 : 2)) {
				if (from >= 0) {
					literals.add(all.substring(from, i));
				}
				from = next.end();
				i = from - 1;
			}
		}
		literals.add(all.substring(from, all.length() - 1));
		try (Statement statement = bare.createStatement();
				ResultSet set = statement.executeQuery("select " + String.join(", ", literals))) {
			set.next();
			for (int i = 1; i <= literals.size(); i++) {
				values.add(set.getObject(i));
			}
		}
		return values;
	}

	/** Sends one card's statements and reads all that comes back. */
	public void again(int card) throws SQLException {
		for (Sent sent : cards.get(card)) {
			if (sent.sql() == null) {
				bare.commit();
			} else {
				send(sent);
			}
		}
	}

	private void send(Sent sent) throws SQLException {
		try (PreparedStatement statement = bare.prepareStatement(sent.sql())) {
			for (int i = 0; i < sent.values().size(); i++) {
				statement.setObject(i + 1, sent.values().get(i));
			}
			if (!statement.execute()) {
				if (statement.getUpdateCount() == 0 && sent.sql().startsWith("update card set")) {
					throw new SQLException("the copy is not as the database was: " + sent.sql());
				}
				return;
			}
			try (ResultSet set = statement.getResultSet()) {
				int columns = set.getMetaData().getColumnCount();
				while (set.next()) {
					for (int i = 1; i <= columns; i++) {
						set.getObject(i);
					}
				}
			}
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Override
	public void close() throws SQLException, IOException {
		bare.close();
	}
}
