package muhurdar.ui;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.printing.PrintDialog;
import org.eclipse.swt.printing.Printer;
import org.eclipse.swt.printing.PrinterData;
import org.eclipse.swt.widgets.Control;

import muhurdar.api.Paper;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Why;

/**
 * Papers on a printer of the system's print dialog, or in a folder. A paper is asked for, and with that recorded, after
 * the dialog: one that is cancelled prints nothing and records nothing. Every copy is a print of its own.
 */
public final class Printing {

	/** Resolution of what is sent to a printer: enough for barcodes. */
	private static final int DPI = 300;
	private static final PaletteData GREYS = new PaletteData(
			IntStream.range(0, 256).mapToObj(each -> new RGB(each, each, each)).toArray(RGB[]::new));

	static {
		System.setProperty("java.awt.headless", "true"); // the display is SWT's; pictures of pages need none
	}

	private final Desk desk;
	private final Control control;

	/** @param control in whose window the dialogs open */
	public Printing(Desk desk, Control control) {
		this.desk = desk;
		this.control = control;
	}

	/**
	 * To print it, and to save it.
	 *
	 * @param what the paper's name
	 * @param chosen asked in the display thread what is to be printed; what it answers runs outside of it
	 */
	public List<Action> actions(String id, String what, Supplier<@Nullable String> blocked,
			Supplier<Supplier<Paper>> chosen) {
		return ofSeveral(id, what, blocked, () -> {
			Supplier<Paper> one = chosen.get();
			return () -> List.of(one.get());
		});
	}

	/** As above; several, at least one, are one job. */
	public List<Action> ofSeveral(String id, String what, Supplier<@Nullable String> blocked,
			Supplier<Supplier<List<Paper>>> chosen) {
		String print = Texts.fill(Messages.Printing_Print, what);
		String save = Texts.fill(Messages.Printing_Save, what);
		return List.of(new Action(id + ".print", print, 0, Right.PACK, blocked, () -> printAll(print, chosen.get())),
				new Action(id + ".save", save, 0, Right.PACK, blocked, () -> save(save, chosen.get())));
	}

	/** Asks for the printer, then for the paper. Nothing happens if no printer is chosen. */
	public void print(String label, Supplier<Paper> wanted) {
		printAll(label, () -> List.of(wanted.get()));
	}

	private void printAll(String label, Supplier<List<Paper>> wanted) {
		PrinterData where = new PrintDialog(control.getShell()).open();
		if (where == null) {
			return;
		}
		int copies = Math.max(1, where.copyCount);
		where.copyCount = 1;
		desk.background().run(label, () -> {
			List<Paper> papers = Stream.generate(wanted).limit(copies).flatMap(List::stream).toList();
			print(papers, where);
			return papers.getLast();
		}, last -> desk.done(Texts.fill(Messages.Printing_Printed, last.name(), last.copy())));
	}

	private void save(String label, Supplier<List<Paper>> wanted) {
		String folder = Folders.ask(control.getShell());
		if (folder == null) {
			return;
		}
		desk.background().run(label, () -> {
			List<Paper> papers = wanted.get();
			papers.forEach(paper -> write(Path.of(folder, paper.name()), paper));
			return papers.getLast();
		}, paper -> desk.done(Texts.fill(Messages.Printing_Saved, paper.name(), paper.copy(), folder)));
	}

	private static void write(Path file, Paper paper) {
		try {
			Files.write(file, paper.pdf().toArray());
		} catch (IOException e) {
			throw new Refusal(Why.FILE_UNWRITABLE, e, file);
		}
	}

	/** In one job; in any thread. @throws IllegalStateException if the printer does not take it */
	public static void print(List<Paper> papers, PrinterData where) {
		Printer printer = new Printer(where);
		try {
			if (!printer.startJob(papers.getFirst().name())) {
				throw new IllegalStateException("the printer does not take the job: " + where.name);
			}
			for (Paper paper : papers) {
				put(paper, where, printer);
			}
			printer.endJob();
		} finally {
			printer.dispose();
		}
	}

	private static void put(Paper paper, PrinterData where, Printer printer) {
		try (PDDocument document = Loader.loadPDF(paper.pdf().toArray())) {
			PDFRenderer renderer = new PDFRenderer(document);
			boolean range = where.scope == PrinterData.PAGE_RANGE;
			int last = range ? Math.min(where.endPage, document.getNumberOfPages()) : document.getNumberOfPages();
			for (int page = range ? where.startPage : 1; page <= last; page++) {
				page(printer, renderer.renderImageWithDPI(page - 1, DPI, ImageType.GRAY));
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** In its real size from the corner of the paper, smaller only if the paper is. */
	private static void page(Printer printer, BufferedImage picture) {
		byte[] greys = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
		Image image = new Image(printer, new ImageData(picture.getWidth(), picture.getHeight(), 8, GREYS, 1, greys));
		GC gc = null;
		try {
			printer.startPage();
			gc = new GC(printer);
			Point dpi = printer.getDPI();
			Rectangle paper = printer.computeTrim(0, 0, 0, 0);
			Rectangle area = printer.getClientArea();
			double wide = (double) picture.getWidth() * dpi.x / DPI;
			double high = (double) picture.getHeight() * dpi.y / DPI;
			double scale = Math.min(1, Math.min((area.width + paper.width) / wide, (area.height + paper.height) / high));
			gc.drawImage(image, 0, 0, picture.getWidth(), picture.getHeight(), paper.x, paper.y, (int) Math.round(wide * scale),
					(int) Math.round(high * scale));
			printer.endPage();
		} finally {
			if (gc != null) {
				gc.dispose();
			}
			image.dispose();
		}
	}
}
