package muhurdar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

import org.eclipse.jdt.annotation.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import muhurdar.api.Words;
import muhurdar.domain.OrderRules;

/**
 * Prints rows: aligned columns for people, in their language and with local times; a JSON array for programs, with the
 * constants and UTC times, in which a value may be rows again.
 */
final class Output {

	private final PrintWriter out;
	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT)
			.withZone(OrderRules.ZONE);

	private final boolean json;
	private final Words words;
	private final ResourceBundle texts;

	Output(PrintWriter out, boolean json, Words words, ResourceBundle texts) {
		this.out = out;
		this.json = json;
		this.words = words;
		this.texts = texts;
	}

	/** A row from name, value, name, value …; a null value stays empty. */
	static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
		}
		return row;
	}

	void rows(List<Map<String, @Nullable Object>> rows) {
		if (json) {
			out.println(asJson(rows));
		} else {
			table(rows);
		}
		out.flush();
	}

	private void table(List<Map<String, @Nullable Object>> rows) {
		if (rows.isEmpty()) {
			return;
		}
		List<String> names = new ArrayList<>(rows.getFirst().keySet());
		int[] widths = new int[names.size()];
		for (int i = 0; i < widths.length; i++) {
			String name = names.get(i);
			widths[i] = rows.stream().mapToInt(row -> text(row.get(name)).length()).reduce(heading(name).length(), Math::max);
		}
		line(names.stream().map(this::heading).toList(), widths);
		for (Map<String, @Nullable Object> row : rows) {
			line(names.stream().map(name -> text(row.get(name))).toList(), widths);
		}
	}

	private void line(List<String> cells, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < widths.length; i++) {
			line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
		}
		out.println(line.toString().stripTrailing());
	}

	private String heading(String name) {
		return texts.getString("column." + name.replace(' ', '-'));
	}

	private String text(@Nullable Object value) {
		return switch (value) {
		case null -> "";
		case Enum<?> constant -> words.name(constant);
		case Boolean flag -> texts.getString(flag ? "yes" : "no");
		case LocalDate day -> DAY.format(day);
		case Instant at -> MINUTE.format(at);
		case Double number -> String.format(texts.getLocale(), "%.1f", number);
		default -> value.toString();
		};
	}

	private static String asJson(List<Map<String, @Nullable Object>> rows) {
		StringWriter text = new StringWriter();
		try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
			write(generator, rows);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return text.toString();
	}

	private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
		switch (value) {
		case null -> generator.writeNull();
		case Integer number -> generator.writeNumber(number);
		case Long number -> generator.writeNumber(number);
		case Double number -> generator.writeNumber(number);
		case Boolean flag -> generator.writeBoolean(flag);
		case List<?> rows -> {
			generator.writeStartArray();
			for (Object row : rows) {
				write(generator, row);
			}
			generator.writeEndArray();
		}
		case Map<?, ?> row -> {
			generator.writeStartObject();
			for (Map.Entry<?, ?> cell : row.entrySet()) {
				generator.writeFieldName(String.valueOf(cell.getKey()));
				write(generator, cell.getValue());
			}
			generator.writeEndObject();
		}
		default -> generator.writeString(value.toString());
		}
	}
}
