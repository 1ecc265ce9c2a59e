package muhurdar.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.parsers.DocumentBuilderFactory;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads tables back: the workbook's parts by Java's own ZIP and XML, the PDF's text by PDFBox. */
class SheetsTest {

	private static final String NAME = "IŞIL İREM ÇAĞLAYAN ÖZGÜR";
	private static final List<String> EVIL = List.of("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "\t=1",
			"a & <b>");
	private static final Table TABLE = new Table("Parti", List.of("Ad", "Sağlam", "Ortanca (sn)"),
			List.of(List.of(NAME, 3, 1.25), List.of("P-2026-000017", 0, 0.0)));

	@TempDir
	Path folder;

	private Map<String, Document> parts(byte[] workbook) throws Exception {
		Map<String, Document> parts = new HashMap<>();
		Path file = Files.write(folder.resolve("tables.xlsx"), workbook);
		try (ZipFile zip = new ZipFile(file.toFile())) { // by its directory, as spreadsheet programs read it
			for (ZipEntry entry : Collections.list(zip.entries())) {
				if (entry.getName().endsWith(".xml")) {
					parts.put(entry.getName(),
							DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(zip.getInputStream(entry)));
				}
			}
		}
		return parts;
	}

	private static List<Element> all(Document part, String name) {
		List<Element> all = new ArrayList<>();
		NodeList found = part.getElementsByTagName(name);
		for (int i = 0; i < found.getLength(); i++) {
			all.add((Element) found.item(i));
		}
		return all;
	}

	/** Cells of a sheet in order: text as it is, numbers with a # before them. */
	private static List<String> cells(Map<String, Document> parts, int sheet) {
		List<String> shared = all(parts.get("xl/sharedStrings.xml"), "si").stream().map(Element::getTextContent).toList();
		return all(parts.get("xl/worksheets/sheet" + sheet + ".xml"), "c").stream().map(cell -> switch (cell.getAttribute("t")) {
		case "s" -> shared.get(Integer.parseInt(cell.getTextContent().strip()));
		case "inlineStr" -> cell.getTextContent();
		case "", "n" -> "#" + Double.parseDouble(cell.getTextContent());
		default -> throw new AssertionError("type of cell: " + cell.getAttribute("t"));
		}).toList();
	}

	@Test
	void aWorkbookHasASheetPerTableWithTextAndNumbers() throws Exception {
		Map<String, Document> parts = parts(Sheets.xlsx(List.of(TABLE, new Table("Kurum", List.of("Ad"), List.of()))));
		assertEquals(List.of("Parti", "Kurum"),
				all(parts.get("xl/workbook.xml"), "sheet").stream().map(sheet -> sheet.getAttribute("name")).toList());
		assertEquals(List.of("Ad", "Sağlam", "Ortanca (sn)", NAME, "#3.0", "#1.25", "P-2026-000017", "#0.0", "#0.0"),
				cells(parts, 1));
		assertEquals(List.of("Ad"), cells(parts, 2));
	}

	@Test
	void whatBeginsLikeAFormulaStaysText() throws Exception {
		Map<String, Document> parts = parts(Sheets.xlsx(List
				.of(new Table("Neden", List.of("Neden"), EVIL.stream().map(text -> List.<Object>of(text)).toList()))));
		assertEquals(EVIL, cells(parts, 1).subList(1, EVIL.size() + 1));
		assertTrue(all(parts.get("xl/worksheets/sheet1.xml"), "f").isEmpty());
	}

	@Test
	void thePdfHasEveryCellUnderItsHeading() throws Exception {
		byte[] pdf = Papering.tables("Günlük rapor 21.11.2026", "Sağlam 3", List.of(TABLE),
				new Stamp("burak.sahin", Instant.parse("2026-11-21T18:40:00Z"), 1, Locale.of("tr")));
		try (PDDocument document = Loader.loadPDF(pdf)) {
			PDFTextStripper stripper = new PDFTextStripper();
			stripper.setSortByPosition(true);
			String text = stripper.getText(document).replaceAll("[ \u00a0]+", " ");
			assertTrue(text.contains("Günlük rapor 21.11.2026"), text);
			assertTrue(text.contains("Ad Sağlam Ortanca (sn)"), text);
			assertTrue(text.contains(NAME + " 3 1,3") || text.contains(NAME + " 3 1,2"), text);
			assertEquals(1, document.getNumberOfPages());
		}
	}

	@Test
	void manyRowsTakeSeveralPages() throws Exception {
		List<List<Object>> rows = new ArrayList<>();
		for (int i = 0; i < 120; i++) {
			rows.add(List.of("satır " + i + ".", i));
		}
		byte[] pdf = Papering.tables("Günlük rapor", "", List.of(new Table("Parti", List.of("Ad", "Sağlam"), rows)),
				new Stamp("burak.sahin", Instant.parse("2026-11-21T18:40:00Z"), 1, Locale.of("tr")));
		try (PDDocument document = Loader.loadPDF(pdf)) {
			String text = new PDFTextStripper().getText(document);
			for (int i = 0; i < 120; i++) {
				assertTrue(text.contains("satır " + i + "."), "row " + i);
			}
			assertTrue(document.getNumberOfPages() > 2);
		}
	}

	@Test
	void aRowWithAnotherNumberOfCellsIsRefused() {
		List<List<Object>> rows = List.of(List.of("a", 1));
		assertThrows(IllegalArgumentException.class, () -> new Table("Parti", List.of("Ad"), rows));
	}
}
