package muhurdar.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.GenericMultipleBarcodeReader;

import muhurdar.domain.Address;
import muhurdar.domain.ChipSerial;

/** Reads the papers back: their text as a reader of PDF finds it, their barcodes off the pixels of a 300 dpi printer. */
class PaperingTest {

	private static final Stamp FIRST = new Stamp("kargo1", Instant.parse("2026-11-21T18:40:00Z"), 1, Locale.of("tr"));
	private static final String NAME = "IŞIL İREM ÇAĞLAYAN ÖZGÜR";
	private static final String LETTERS = "Iğdır Şişli Üsküdar öğüt çağrı İstanbul ıspanak ÂÎÛ ’";
	private static final String LONG = "Bulanık İlçe Millî Eğitim Müdürlüğü Destek Hizmetleri Şubesi Bilgi İşlem Birimi";
	private static final String TRACKING = "RR473124829TR";

	private static AddressLabel label(String name, String line) {
		return new AddressLabel("Deneme Kayıt Merkezi, Örnek Cad. 1, 06100 Ankara", "Elle takip", "G-2026-000031", TRACKING,
				name, LONG, new Address(line, "Afşin", "Kahramanmaraş", "46500"));
	}

	private static EnvelopeSheet sheet(int envelope, String name, int copy) {
		return new EnvelopeSheet(envelope, "P-2026-000017", "S-2026-000123", name, LONG,
				new ChipSerial("00112233445566778899AABB"), copy);
	}

	private static PackingList packing(int cards) {
		return new PackingList("P-2026-000017", "RSA-2048",
				IntStream.rangeClosed(1, cards)
						.mapToObj(each -> new PackingList.Row(400 + each, NAME + " " + each, LONG, "S-2026-%06d".formatted(each),
								each % 9 == 0 ? "" : "445566778899AABB", each % 9 != 0, each % 9 == 0 ? "Bozuk" : "Denetlendi"))
						.toList());
	}

	private static Manifest manifest(int parcels) {
		return new Manifest("Elle takip", IntStream.rangeClosed(1, parcels).mapToObj(
				each -> new Manifest.Row(TRACKING, "G-2026-%06d".formatted(each), NAME + " " + each, "Çankaya / Ankara"))
				.toList());
	}

	private static List<String> pages(byte[] pdf) throws IOException {
		List<String> pages = new ArrayList<>();
		try (PDDocument document = Loader.loadPDF(pdf)) {
			for (int page = 1; page <= document.getNumberOfPages(); page++) {
				PDFTextStripper stripper = new PDFTextStripper();
				stripper.setSortByPosition(true);
				stripper.setStartPage(page);
				stripper.setEndPage(page);
				pages.add(stripper.getText(document));
			}
		}
		return pages;
	}

	private static BinaryBitmap picture(byte[] pdf, int page) throws IOException {
		try (PDDocument document = Loader.loadPDF(pdf)) {
			BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, 300);
			int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
			return new BinaryBitmap(
					new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
		}
	}

	private static String scanned(byte[] pdf, int page, BarcodeFormat format) throws IOException, NotFoundException {
		return new MultiFormatReader()
				.decode(picture(pdf, page),
						Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(format), DecodeHintType.TRY_HARDER, true))
				.getText();
	}

	private static void keep(String name, byte[] pdf) throws IOException {
		Files.createDirectories(Path.of("target/papers"));
		Files.write(Path.of("target/papers", name + ".pdf"), pdf);
	}

	@Test
	void everyTurkishLetterIsReadBackAsItWasWritten() throws IOException {
		String text = pages(Papering.label(label(NAME, LETTERS), FIRST)).getFirst().replaceAll("\\s+", " ");
		assertTrue(text.contains(NAME), text);
		assertTrue(text.contains(LETTERS), text);
		assertTrue(text.contains("46500 Afşin / KAHRAMANMARAŞ"), text);
		assertTrue(text.contains("YALNIZ KENDİSİNE TESLİM"), text);
	}

	@Test
	void theOneFontIsEmbeddedAsASubset() throws IOException {
		byte[] pdf = Papering.label(label(NAME, LETTERS), FIRST);
		try (PDDocument document = Loader.loadPDF(pdf)) {
			PDPage page = document.getPage(0);
			for (COSName each : page.getResources().getFontNames()) {
				PDFont font = page.getResources().getFont(each);
				assertTrue(font.isEmbedded() && font.getName().matches("[A-Z]{6}\\+LiberationSans"), font.getName());
			}
		}
		assertTrue(pdf.length < 60_000, "bytes: " + pdf.length);
	}

	@Test
	void aScannerReadsTheLabelsTrackingNumberAndItsShipment() throws Exception {
		byte[] pdf = Papering.label(label(NAME, "Deneme Sokağı No: 12/4"), FIRST);
		keep("label", pdf);
		assertEquals(TRACKING, scanned(pdf, 0, BarcodeFormat.CODE_128));
		assertEquals("G-2026-000031", scanned(pdf, 0, BarcodeFormat.QR_CODE));
	}

	@Test
	void aScannerReadsTheEnvelopesNumberOfEverySheet() throws Exception {
		byte[] pdf = Papering.envelopes(
				List.of(sheet(7, NAME, 1), sheet(412, NAME, 2), sheet(12345, NAME, 1)), FIRST);
		keep("envelopes", pdf);
		assertEquals("0007", scanned(pdf, 0, BarcodeFormat.CODE_128));
		assertEquals("0412", scanned(pdf, 1, BarcodeFormat.CODE_128));
		assertEquals("12345", scanned(pdf, 2, BarcodeFormat.CODE_128));
		assertThrows(NotFoundException.class, () -> scanned(pdf, 0, BarcodeFormat.QR_CODE));
	}

	@Test
	void aSheetShowsWhatIsComparedByEye() throws IOException {
		String text = pages(Papering.envelopes(List.of(sheet(412, NAME, 1)), FIRST)).getFirst();
		assertTrue(text.contains("0412"), text);
		assertTrue(text.contains(NAME), text);
		assertTrue(text.contains("4455 6677 8899 AABB"), text);
		assertTrue(text.contains("Zarfta PIN yoktur"), text);
		String before = pages(Papering.envelopes(
				List.of(new EnvelopeSheet(1, "P-2026-000017", "S-2026-000123", NAME, LONG, null, 1)), FIRST)).getFirst();
		assertTrue(before.contains("Kart henüz üretilmedi"), before);
	}

	@Test
	void onlyAReprintSaysThatItIsOne() throws IOException {
		List<String> sheets = pages(Papering.envelopes(List.of(sheet(1, NAME, 1), sheet(2, NAME, 3)), FIRST));
		assertFalse(sheets.get(0).contains("YENİDEN BASIM"), sheets.get(0));
		assertTrue(sheets.get(0).contains("kargo1 · 21.11.2026 21:40 · 1. nüsha"), sheets.get(0));
		assertTrue(sheets.get(1).contains("YENİDEN BASIM · 3. NÜSHA"), sheets.get(1));
		byte[] again = Papering.packingList(packing(3), FIRST.copy(2));
		keep("packing-again", again);
		assertTrue(pages(again).getFirst().contains("YENİDEN BASIM · 2. NÜSHA"));
		assertTrue(pages(Papering.label(label(NAME, "x"), FIRST.copy(2))).getFirst().contains("YENİDEN BASIM · 2. NÜSHA"));
	}

	@Test
	void fortyCardsBreakIntoPagesThatLoseNoneAndAreSignedOnce() throws Exception {
		byte[] pdf = Papering.packingList(packing(40), FIRST);
		keep("packing", pdf);
		List<String> pages = pages(pdf);
		assertEquals(2, pages.size());
		for (int each = 1; each <= 40; each++) {
			String order = "S-2026-%06d".formatted(each);
			assertEquals(1, pages.stream().filter(page -> page.contains(order)).count(), order);
		}
		for (int page = 0; page < 2; page++) {
			assertTrue(pages.get(page).contains("Paketleme listesi P-2026-000017"), pages.get(page));
			assertTrue(pages.get(page).contains("40 sipariş, 36 paketlenecek kart"), pages.get(page));
			assertTrue(pages.get(page).contains("Sayfa " + (page + 1) + "/2"), pages.get(page));
			assertEquals(page == 1, pages.get(page).contains("Denetleyen"));
			assertEquals("P-2026-000017", scanned(pdf, page, BarcodeFormat.CODE_128));
		}
	}

	@Test
	void signaturesNeverLieOnRowsAndEveryRowIsThereWhateverTheirNumber() throws IOException {
		for (int rows = 0; rows <= 70; rows++) {
			List<String> pages = pages(Papering.packingList(packing(rows), FIRST));
			assertEquals(rows, pages.stream().flatMap(String::lines).filter(line -> line.contains("S-2026-")).count());
			assertEquals(1, pages.stream().filter(page -> page.contains("Denetleyen")).count(), "rows: " + rows);
			String last = pages.getLast();
			assertTrue(last.contains("Denetleyen") && last.contains("Sayfa " + pages.size() + "/" + pages.size()), last);
			assertTrue(last.lastIndexOf("S-2026-") < last.indexOf("Denetleyen"), last);
		}
	}

	@Test
	void theCourierScansEveryParcelOffTheManifest() throws Exception {
		byte[] pdf = Papering.manifest(manifest(40), FIRST);
		keep("manifest", pdf);
		List<String> pages = pages(pdf);
		assertEquals(40, pages.stream().flatMap(String::lines).filter(line -> line.contains("G-2026-")).count());
		assertTrue(pages.getLast().contains("Teslim alan (kurye)"), pages.getLast());
		int codes = 0;
		for (int page = 0; page < pages.size(); page++) {
			codes += onPage(pdf, page);
		}
		assertEquals(40, codes);
	}

	/** How many stripes of the page a scanner that goes down it row by row reads. */
	private static int onPage(byte[] pdf, int page) throws IOException {
		BinaryBitmap whole = picture(pdf, page);
		int rowHeight = Math.round(13 / 25.4f * 300);
		int first = Math.round(46 / 25.4f * 300);
		int codes = 0;
		for (int y = first; y + rowHeight <= whole.getHeight(); y += rowHeight) {
			try {
				assertEquals(TRACKING, new GenericMultipleBarcodeReader(new MultiFormatReader())
						.decodeMultiple(whole.crop(0, y, whole.getWidth(), rowHeight))[0].getText());
				codes++;
			} catch (NotFoundException end) {
				return codes; // below the last parcel
			}
		}
		return codes;
	}

	@Test
	void aNameInAnotherScriptIsPrintedAsFarAsThereAreLettersAndAVeryLongOneIsCut() throws IOException {
		String text = pages(Papering.label(label("ŞENOL 李\n😀 Ж", "Uzun ".repeat(60)), FIRST)).getFirst();
		assertTrue(text.contains("ŞENOL ? ? Ж"), text);
		String cut = pages(Papering.packingList(new PackingList("P-2026-000001", "RSA-2048",
				List.of(new PackingList.Row(1, "Ç".repeat(200), LONG, "S-2026-000001", "", false, "Bozuk"))), FIRST)).getFirst();
		assertTrue(cut.contains("Ç…"), cut);
	}

	@Test
	void aNameALittleTooLongForItsColumnIsWholeAllTheSame() throws IOException {
		String page = pages(Papering.packingList(packing(40), FIRST)).getFirst();
		assertTrue(page.contains(NAME + " 17"), page);
	}

	@Test
	void inEnglishThePaperIsEnglish() throws IOException {
		Stamp english = new Stamp("kargo1", FIRST.at(), 2, Locale.ROOT);
		String text = pages(Papering.manifest(manifest(1), english)).getFirst();
		assertTrue(text.contains("Courier manifest") && text.contains("REPRINT · COPY 2"), text);
	}
}
