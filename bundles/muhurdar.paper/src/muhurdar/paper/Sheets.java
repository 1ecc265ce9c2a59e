package muhurdar.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes tables as a workbook (XLSX). Thread-safe. */
public final class Sheets {

	private static final int WIDEST = 60;

	private Sheets() {
	}

	/** A sheet per table. Text stays text, whatever it begins with: no cell is a formula. Numbers are numbers. */
	public static byte[] xlsx(List<Table> tables) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (Workbook book = new Workbook(out, "Muhurdar", "1.0")) {
			for (Table table : tables) {
				fill(book.newWorksheet(table.title()), table);
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return out.toByteArray();
	}

	private static void fill(Worksheet sheet, Table table) {
		for (int column = 0; column < table.headings().size(); column++) {
			int at = column;
			String heading = table.headings().get(column);
			sheet.value(0, column, heading);
			sheet.style(0, column).bold().set();
			int widest = table.rows().stream().mapToInt(row -> String.valueOf(row.get(at)).length()).max().orElse(0);
			sheet.width(column, Math.min(WIDEST, 2 + Math.max(heading.length(), widest)));
		}
		for (int row = 0; row < table.rows().size(); row++) {
			List<Object> cells = table.rows().get(row);
			for (int column = 0; column < cells.size(); column++) {
				if (cells.get(column) instanceof Number number) {
					sheet.value(row + 1, column, number);
				} else {
					sheet.value(row + 1, column, String.valueOf(cells.get(column)));
				}
			}
		}
		sheet.freezePane(0, 1);
	}
}
