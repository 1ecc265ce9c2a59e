package muhurdar.ui;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/** Large tiles in a grid that fills its room; the type grows with the tile. Display thread only. */
public final class TileBoard extends Composite {

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
			setToolTipText(tile.spoken());
		}

		void show(Tile newTile) {
			if (!newTile.equals(tile)) {
				tile = newTile;
				setToolTipText(tile.spoken());
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
			int unit = Math.max(8, Math.min(area.height / 9, area.width / 16));
			head(gc, area, margin, unit, strong);
			int y = margin + 3 * unit;
			y += fitted(gc, tile.headline(), margin, y, area.width - 2 * margin, 1.5 * unit, SWT.BOLD) + unit / 4;
			y += fitted(gc, tile.line(), margin, y, area.width - 2 * margin, 1.2 * unit, SWT.BOLD) + unit / 4;
			gc.setForeground(Look.text());
			fitted(gc, tile.small(), margin, y, area.width - 2 * margin, 0.85 * unit, SWT.NORMAL);
			progress(gc, area, margin, unit, strong);
		}

		private void head(GC gc, Rectangle area, int margin, int unit, Color strong) {
			Font font = Look.font(getDisplay(), points(2.0 * unit), SWT.BOLD);
			gc.setFont(font);
			gc.drawText(Integer.toString(tile.number()), margin, margin / 2, true);
			int edge = Math.max(24, 2 * unit / 8 * 8);
			Image icon = Icons.of(tile.icon(), edge, strong);
			gc.drawImage(icon, area.width - margin - edge, margin);
		}

		/** Draws the text as large as wanted, or smaller until it fits. @return its height */
		private int fitted(GC gc, String text, int x, int y, int width, double pixels, int style) {
			if (text.isEmpty()) {
				return 0;
			}
			int points = points(pixels);
			Point size;
			do {
				gc.setFont(Look.font(getDisplay(), points, style));
				size = gc.textExtent(text);
				points--;
			} while (size.x > width && points > 8);
			gc.setClipping(x, y, width, size.y);
			gc.drawText(text, x, y, true);
			gc.setClipping((Rectangle) null);
			return size.y;
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
			return (int) Math.max(8, Math.round(pixels * 72 / getDisplay().getDPI().y));
		}
	}
}
