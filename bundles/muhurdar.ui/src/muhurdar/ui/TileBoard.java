package muhurdar.ui;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/** Large tiles in a grid that fills its room; the type grows with the tile. Display thread only. */
public final class TileBoard extends Composite {

	private static final int SMALLEST = 8;
	/** A tile of less height has room for one line of everything. */
	private static final int LOW = 25 * Look.GRID;

	private final List<Face> faces = new ArrayList<>();

	public TileBoard(Composite parent) {
		super(parent, SWT.NONE);
		GridLayout layout = new GridLayout(1, true);
		layout.marginWidth = layout.marginHeight = 0;
		layout.horizontalSpacing = layout.verticalSpacing = Look.GRID;
		setLayout(layout);
	}

	/** Shows these tiles in their order; redraws only those that have changed. */
	public void show(List<Tile> tiles) {
		if (tiles.size() != faces.size()) {
			faces.forEach(Face::dispose);
			faces.clear();
			((GridLayout) getLayout()).numColumns = columns(tiles.size());
			tiles.forEach(tile -> faces.add(new Face(this, tile)));
			layout(true, true);
		}
		for (int i = 0; i < tiles.size(); i++) {
			faces.get(i).show(tiles.get(i));
		}
	}

	/** Up to four beside each other, then rows of equal length. */
	static int columns(int tiles) {
		if (tiles <= 4) {
			return Math.max(1, tiles);
		}
		int rows = (tiles + 3) / 4;
		return (tiles + rows - 1) / rows;
	}

	private static final class Face extends Canvas {

		private Tile tile;

		Face(Composite parent, Tile tile) {
			super(parent, SWT.DOUBLE_BUFFERED);
			this.tile = tile;
			setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
			Ids.set(this, "tile." + tile.number());
			getAccessible().addAccessibleListener(
					AccessibleListener.getNameAdapter(event -> event.result = this.tile.spoken()));
			addListener(SWT.Paint, event -> paint(event.gc));
			setData(tile.spoken());
		}

		/** The words are its data, too: what is painted can be read by nobody else. */
		void show(Tile newTile) {
			if (!newTile.equals(tile)) {
				tile = newTile;
				setData(tile.spoken());
				redraw();
			}
		}

		@Override
		public Point computeSize(int width, int height, boolean changed) {
			return new Point(26 * Look.GRID, 18 * Look.GRID);
		}

		private void paint(GC gc) {
			Rectangle area = getClientArea();
			gc.setAntialias(SWT.ON);
			Color strong = Look.color(tile.tone());
			gc.setBackground(Look.fill(tile.tone()));
			gc.fillRoundRectangle(0, 0, area.width - 1, area.height - 1, 16, 16);
			gc.setForeground(strong);
			gc.setLineWidth(tile.tone() == Tone.PLAIN || tile.tone() == Tone.ENDED ? 1 : 3);
			gc.drawRoundRectangle(1, 1, area.width - 3, area.height - 3, 16, 16);
			int margin = 2 * Look.GRID;
			int unit = Math.max(10, Math.min(area.height / 10, area.width / 8));
			head(gc, margin, unit, area.width, strong);
			int top = margin + 5 * unit / 2;
			int bottom = area.height - margin - (tile.progress() == null ? 0 : unit);
			Rectangle room = new Rectangle(margin, top, area.width - 2 * margin, bottom - top);
			words(gc, tile.headline(), room, 1.8 * unit, SWT.BOLD, area.height < LOW ? 1 : 2);
			words(gc, tile.line(), room, 1.6 * unit, SWT.BOLD, 1);
			gc.setForeground(Look.text());
			if (!beside(area)) {
				words(gc, tile.small(), room, 0.95 * unit, SWT.NORMAL, 3);
			}
			progress(gc, area, margin, unit, strong);
		}

		private void head(GC gc, int margin, int unit, int width, Color strong) {
			gc.setFont(Look.font(getDisplay(), points(1.8 * unit), SWT.BOLD));
			gc.drawText(Integer.toString(tile.number()), margin, margin / 2, true);
			int number = gc.textExtent(Integer.toString(tile.number())).x;
			int edge = Math.max(24, 3 * unit / 2 / Look.GRID * Look.GRID);
			gc.drawImage(Icons.of(tile.icon(), edge, strong), width - margin - edge, margin);
			if (beside(getClientArea())) {
				int left = margin + number + Look.GRID;
				gc.setForeground(Look.text());
				words(gc, tile.small(), new Rectangle(left, margin, width - left - margin - edge - Look.GRID, 3 * unit),
						1.1 * unit, SWT.NORMAL, 1);
				gc.setForeground(strong);
			}
		}

		/** A low tile has its small line beside the number, so that whose card it is can always be read. */
		private boolean beside(Rectangle area) {
			return area.height < LOW && tile.tone() != Tone.LATE;
		}

		/** Draws the text as large as wanted, or smaller until it fits into the room, which then begins below it. */
		private void words(GC gc, String text, Rectangle room, double pixels, int style, int mostLines) {
			if (text.isEmpty()) {
				return;
			}
			int points = points(pixels);
			List<String> lines = wrapped(gc, text, room.width, points, style);
			while (points > SMALLEST && (lines.size() > mostLines || large(gc, lines, room))) {
				points--;
				lines = wrapped(gc, text, room.width, points, style);
			}
			int height = gc.getFontMetrics().getHeight();
			for (String line : lines.subList(0, Math.min(mostLines, lines.size()))) {
				if (height > room.height) {
					return;
				}
				gc.drawText(line, room.x, room.y, true);
				room.y += height;
				room.height -= height;
			}
		}

		private static boolean large(GC gc, List<String> lines, Rectangle room) {
			return lines.size() * gc.getFontMetrics().getHeight() > room.height
					|| lines.stream().anyMatch(line -> gc.textExtent(line).x > room.width);
		}

		/** Breaks at spaces; leaves the font set. */
		private List<String> wrapped(GC gc, String text, int width, int points, int style) {
			gc.setFont(Look.font(getDisplay(), points, style));
			List<String> lines = new ArrayList<>();
			String line = "";
			for (String word : text.split(" ")) {
				String longer = line.isEmpty() ? word : line + " " + word;
				if (!line.isEmpty() && gc.textExtent(longer).x > width) {
					lines.add(line);
					line = word;
				} else {
					line = longer;
				}
			}
			lines.add(line);
			return lines;
		}

		private void progress(GC gc, Rectangle area, int margin, int unit, Color strong) {
			Integer done = tile.progress();
			if (done == null) {
				return;
			}
			int height = Math.max(8, unit / 2);
			int top = area.height - margin - height;
			int width = area.width - 2 * margin;
			gc.setBackground(Look.line());
			gc.fillRoundRectangle(margin, top, width, height, height, height);
			gc.setBackground(strong);
			gc.fillRoundRectangle(margin, top, Math.max(height, width * done / 100), height, height, height);
		}

		private int points(double pixels) {
			return (int) Math.max(SMALLEST, Math.round(pixels * 72 / getDisplay().getDPI().y));
		}
	}
}
