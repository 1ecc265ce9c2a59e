package muhurdar.ui;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/**
 * Colours, fonts and distances. What e4 CSS can reach is styled there (class names of {@link #style}); this is for what
 * is painted. Every text colour has a contrast of at least 4.5 : 1 on {@link #panel} and on its own {@link #fill}.
 * Display thread only.
 */
public final class Look {

	/** The grid in pixels; distances are multiples of it. */
	public static final int GRID = 8;
	/** Height of a table row. */
	public static final int ROW = 30;

	private static final String FONTS = Look.class.getName() + ".fonts";
	private static boolean dark;

	private Look() {
	}

	/** Set once, before the window opens. */
	public static void dark(boolean on) {
		dark = on;
	}

	public static boolean dark() {
		return dark;
	}

	/** For text and icons. */
	public static Color color(Tone tone) {
		return switch (tone) {
		case PLAIN -> text();
		case ACT -> pick(0x1D5FBF, 0x8AB8F5);
		case DONE -> pick(0x1B7A3D, 0x7FD39B);
		case WAIT -> pick(0x8A5A00, 0xF2C14E);
		case LATE -> pick(0xB3261E, 0xFF9B93);
		case ENDED -> muted();
		};
	}

	/** For the ground behind a text of that tone. */
	public static Color fill(Tone tone) {
		return switch (tone) {
		case PLAIN -> panel();
		case ACT -> pick(0xE3EDFB, 0x1C3354);
		case DONE -> pick(0xE2F4E8, 0x17402A);
		case WAIT -> pick(0xFFF3D6, 0x463606);
		case LATE -> pick(0xFCE5E3, 0x50201C);
		case ENDED -> pick(0xECEFF2, 0x30363D);
		};
	}

	public static Color text() {
		return pick(0x1F2933, 0xE6E9ED);
	}

	public static Color muted() {
		return pick(0x566270, 0xA6B0BB);
	}

	/** Lists, tiles, the strip. */
	public static Color panel() {
		return pick(0xFFFFFF, 0x23282E);
	}

	/** What lies between panels. */
	public static Color ground() {
		return pick(0xF3F5F8, 0x1B1F24);
	}

	/** Ground of a selected row; every tone is readable on it. */
	public static Color selection() {
		return pick(0xDCE8F8, 0x2F3D4F);
	}

	public static Color line() {
		return pick(0xD5DBE2, 0x3D444C);
	}

	/** The frame of the window: top bar and rail. */
	public static Color frame() {
		return pick(0x1B2F45, 0x14202C);
	}

	public static Color frameSelected() {
		return pick(0x2F4E6F, 0x2A4058);
	}

	public static Color frameText() {
		return pick(0xFFFFFF, 0xE6E9ED);
	}

	public static Color frameMuted() {
		return pick(0xB9C7D6, 0xA6B0BB);
	}

	/** Ground of the one main button. */
	public static Color main() {
		return pick(0x1D5FBF, 0x2B6FD0);
	}

	private static Color pick(int light, int night) {
		int rgb = dark ? night : light;
		return new Color(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
	}

	/**
	 * The system's font of another size and style; kept until the display is disposed.
	 *
	 * @param times the system's size, 1.0 for the same
	 * @param style SWT.NORMAL, SWT.BOLD
	 */
	public static Font font(Control control, double times, int style) {
		Display display = control.getDisplay();
		FontData system = display.getSystemFont().getFontData()[0];
		return font(display, (int) Math.round(system.getHeight() * times), style);
	}

	/** @param points size */
	static Font font(Display display, int points, int style) {
		@SuppressWarnings("unchecked") Map<Long, Font> known = (Map<Long, Font>) display.getData(FONTS);
		Map<Long, Font> fonts = known == null ? new HashMap<>() : known;
		if (known == null) {
			display.setData(FONTS, fonts);
			display.disposeExec(() -> fonts.values().forEach(Font::dispose));
		}
		String name = display.getSystemFont().getFontData()[0].getName();
		return fonts.computeIfAbsent((long) points << 8 | style, key -> new Font(display, name, Math.max(1, points),
				style));
	}

	/** Layout data for a button in a grid, with room left and right of its text. Call it when the text is set. */
	public static GridData wide(Button button) {
		GridData data = new GridData(SWT.END, SWT.CENTER, false, false);
		data.widthHint = Math.max(11 * GRID, button.computeSize(SWT.DEFAULT, SWT.DEFAULT).x + 2 * GRID);
		return data;
	}

	/** Sets the class by which the style sheets know the control. Returns the control. */
	public static <C extends Control> C style(C control, String cssClass) {
		control.setData("org.eclipse.e4.ui.css.CssClassName", cssClass);
		control.reskin(SWT.NONE);
		return control;
	}
}
