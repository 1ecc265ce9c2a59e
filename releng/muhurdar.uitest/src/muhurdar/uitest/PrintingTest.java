package muhurdar.uitest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.eclipse.swt.printing.PrinterData;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swtbot.swt.finder.SWTBot;
import org.eclipse.swtbot.swt.finder.waits.DefaultCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code128Reader;

import muhurdar.api.BatchPlan;
import muhurdar.api.Cards;
import muhurdar.api.Paper;
import muhurdar.api.Papers;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.KeyType;
import muhurdar.ui.Printing;

/** What the system's printing makes of our papers: GTK's printer that is a file takes the paper's place. */
class PrintingTest {

	private static final Locale TURKISH = Locale.of("tr", "TR");

	@TempDir
	Path folder;

	@Test
	void everyEnvelopeSheetIsAPageWhoseBarcodeCanBeRead() throws Exception {
		Actor producer = House.as("derya.aydin");
		Batch batch = House.service(Cards.class).plan(new BatchPlan(KeyType.RSA_2048, null,
				House.approved(2).stream().map(House.Ordered::order).toList(), 2), producer);
		Paper sheets = House.service(Papers.class).envelopes(batch.number(), null, TURKISH, producer);
		Path file = folder.resolve("printed.pdf");
		PrinterData printer = new PrinterData("GtkPrintBackendFile", "Print to File");
		printer.printToFile = true;
		printer.fileName = file.toString();
		try (Stage stage = Stage.open()) {
			Shell window = stage.window("printing", shell -> Printing.print(List.of(sheets, sheets), printer));
			new SWTBot(window).waitUntil(new DefaultCondition() {
				@Override
				public boolean test() {
					return whole(file);
				}

				@Override
				public String getFailureMessage() {
					return "nothing came out of the printer";
				}
			}, Sitting.PATIENCE);
		}
		try (PDDocument printed = Loader.loadPDF(file.toFile()); PDDocument drawn = Loader.loadPDF(sheets.pdf().toArray())) {
			assertEquals(2, drawn.getNumberOfPages());
			assertEquals(4, printed.getNumberOfPages());
			for (int page = 0; page < 4; page++) {
				String number = barcode(printed, page);
				assertEquals(barcode(drawn, page % 2), number);
				assertTrue(number.matches("[0-9]{4,}"), number);
			}
		}
	}

	private static boolean whole(Path file) {
		try {
			return Files.exists(file)
					&& new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).stripTrailing().endsWith("%%EOF");
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String barcode(PDDocument document, int page) throws Exception {
		BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, 300);
		int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
		return new Code128Reader().decode(new BinaryBitmap(
				new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
				Map.of(DecodeHintType.TRY_HARDER, true)).getText();
	}
}
