package muhurdar.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Objects;

import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A PDF that is drawn in millimetres from the upper left corner; type sizes in points, text stands on its y. The font is
 * Liberation Sans (OFL), which comes with PDFBox and has all Turkish letters, embedded as a subset. Not thread-safe.
 */
final class Canvas implements AutoCloseable {

	private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
	private static final float POINTS = 72 / 25.4f;
	/** How thick the outline of bold letters is, per point of their size. */
	private static final float BOLD = 0.035f;
	/** Type is not made smaller than that to get something into its place. */
	private static final float SMALLEST = 0.75f;
	private static final float LITTLE = 0.85f;
	private static final int QUIET_CODE128 = 10;
	private static final int QUIET_QR = 4;

	private final PDDocument document = new PDDocument();
	private final PDRectangle format;
	private final PDFont font;
	private @Nullable PDPageContentStream drawing;

	/** @param width of every page, mm */
	Canvas(float width, float height, String title, Instant at) {
		format = new PDRectangle(width * POINTS, height * POINTS);
		try (InputStream in = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
			TrueTypeFont letters = new TTFParser().parse(new RandomAccessReadBuffer(in));
			letters.setEnableGsub(false); // no ligatures: who searches the text finds it
			font = PDType0Font.load(document, letters, true);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		document.getDocumentInformation().setTitle(title);
		document.getDocumentInformation().setProducer("Mühürdar");
		Calendar made = GregorianCalendar.from(at.atZone(ZoneId.of("Europe/Istanbul")));
		document.getDocumentInformation().setCreationDate(made);
	}

	/** Goes on on a new page. */
	void page() {
		draw(() -> {
			end();
			PDPage page = new PDPage(format);
			document.addPage(page);
			drawing = new PDPageContentStream(document, page);
		});
	}

	void text(float x, float y, float size, String text) {
		show(x, y, size, RenderingMode.FILL, clean(text));
	}

	void bold(float x, float y, float size, String text) {
		show(x, y, size, RenderingMode.FILL_STROKE, clean(text));
	}

	/** Ends at x. */
	void right(float x, float y, float size, String text) {
		String clean = clean(text);
		show(x - width(clean, size), y, size, RenderingMode.FILL, clean);
	}

	/** Smaller if it is wider than that, cut with … if it still is. */
	void fit(float x, float y, float size, float width, String text) {
		Fitted fitted = fitted(text, size, width);
		show(x, y, fitted.size, RenderingMode.FILL, fitted.text);
	}

	void boldFit(float x, float y, float size, float width, String text) {
		Fitted fitted = fitted(text, size, width);
		show(x, y, fitted.size, RenderingMode.FILL_STROKE, fitted.text);
	}

	/** Breaks between words into at most so many lines, of which the last takes what fits. @return y below the last line */
	float wrapped(float x, float y, float size, float width, int most, String text) {
		float line = y;
		for (String each : lines(text, size, width, most)) {
			fit(x, line, size, width, each);
			line += size * 1.3f / POINTS;
		}
		return line;
	}

	/** In one line if it is only a little too wide for it, else in two small ones around y. */
	void cell(float x, float y, float size, float width, String text) {
		if (width(clean(text), size) * LITTLE <= width) {
			fit(x, y, size, width, text);
		} else {
			float small = size * SMALLEST;
			wrapped(x, y - small * 0.6f / POINTS, small, width, 2, text);
		}
	}

	void line(float x1, float y1, float x2, float y2) {
		draw(() -> {
			PDPageContentStream to = here();
			to.setLineWidth(0.5f);
			to.moveTo(x1 * POINTS, up(y1));
			to.lineTo(x2 * POINTS, up(y2));
			to.stroke();
		});
	}

	void box(float x, float y, float width, float height) {
		draw(() -> {
			PDPageContentStream to = here();
			to.setLineWidth(0.7f);
			to.addRect(x * POINTS, up(y + height), width * POINTS, height * POINTS);
			to.stroke();
		});
	}

	/** White on black. */
	void banner(float x, float y, float width, float height, float size, String text) {
		draw(() -> {
			PDPageContentStream to = here();
			to.addRect(x * POINTS, up(y + height), width * POINTS, height * POINTS);
			to.fill();
			to.setNonStrokingColor(1f);
			to.setStrokingColor(1f);
			Fitted fitted = fitted(text, size, width - 4);
			show(x + (width - width(fitted.text, fitted.size)) / 2, y + height / 2 + fitted.size * 0.36f / POINTS, fitted.size,
					RenderingMode.FILL_STROKE, fitted.text);
			to.setNonStrokingColor(0f);
			to.setStrokingColor(0f);
		});
	}

	/** Code 128; the width has the quiet zones in it. */
	void code128(float x, float y, float width, float height, String text) {
		modules(Barcode.code128(text), x, y, width, height, QUIET_CODE128, 0);
	}

	/** QR code; the size has the quiet zone in it. */
	void qr(float x, float y, float size, String text) {
		modules(Barcode.qr(text), x, y, size, size, QUIET_QR, QUIET_QR);
	}

	/** The finished document; nothing can be drawn after it. */
	byte[] pdf() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		draw(() -> {
			end();
			document.save(out);
		});
		return out.toByteArray();
	}

	@Override
	public void close() {
		draw(() -> {
			end();
			document.close();
		});
	}

	private void modules(boolean[][] rows, float x, float y, float width, float height, int quietX, int quietY) {
		float wide = width / (rows[0].length + 2 * quietX);
		float high = height / (rows.length + 2 * quietY);
		draw(() -> {
			PDPageContentStream to = here();
			for (int row = 0; row < rows.length; row++) {
				boolean[] line = rows[row];
				for (int from = 0; from < line.length; from++) {
					int end = from;
					while (end < line.length && line[end]) {
						end++;
					}
					if (end > from) {
						to.addRect((x + (quietX + from) * wide) * POINTS, up(y + (quietY + row + 1) * high),
								(end - from) * wide * POINTS, high * POINTS);
						from = end;
					}
				}
			}
			to.fill();
		});
	}

	private void show(float x, float y, float size, RenderingMode how, String clean) {
		draw(() -> {
			PDPageContentStream to = here();
			to.beginText();
			to.setRenderingMode(how);
			to.setLineWidth(size * BOLD);
			to.setFont(font, size);
			to.newLineAtOffset(x * POINTS, up(y));
			to.showText(clean);
			to.endText();
		});
	}

	private record Fitted(String text, float size) {
	}

	private Fitted fitted(String text, float size, float width) {
		String clean = clean(text);
		float wide = width(clean, size);
		if (wide <= width) {
			return new Fitted(clean, size);
		}
		float small = Math.max(size * width / wide * 0.999f, size * SMALLEST);
		String cut = clean;
		while (width(cut, small) > width && cut.length() > 1) {
			cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), cut.endsWith("…") ? -2 : -1)).stripTrailing() + "…";
		}
		return new Fitted(cut, small);
	}

	private List<String> lines(String text, float size, float width, int most) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (String word : clean(text).split(" ")) {
			if (!line.isEmpty() && lines.size() < most - 1 && width(line + " " + word, size) > width) {
				lines.add(line.toString());
				line.setLength(0);
			}
			line.append(line.isEmpty() ? "" : " ").append(word);
		}
		lines.add(line.toString());
		return lines;
	}

	/** What the font has no letter for becomes a question mark, in case somebody's name has it. */
	private String clean(String text) {
		StringBuilder clean = new StringBuilder();
		text.codePoints().map(each -> Character.isWhitespace(each) ? ' ' : each)
				.forEach(each -> clean.appendCodePoint(drawn(each) ? each : '?'));
		return clean.toString();
	}

	private boolean drawn(int codePoint) {
		try {
			font.encode(Character.toString(codePoint));
			return true;
		} catch (IllegalArgumentException none) {
			return false;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** In mm. */
	private float width(String clean, float size) {
		try {
			return font.getStringWidth(clean) / 1000 * size / POINTS;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private float up(float y) {
		return format.getHeight() - y * POINTS;
	}

	private PDPageContentStream here() {
		return Objects.requireNonNull(drawing, "no page");
	}

	private void end() throws IOException {
		PDPageContentStream open = drawing;
		if (open != null) {
			open.close();
			drawing = null;
		}
	}

	private interface Drawing {
		void draw() throws IOException;
	}

	private static void draw(Drawing what) {
		try {
			what.draw();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
