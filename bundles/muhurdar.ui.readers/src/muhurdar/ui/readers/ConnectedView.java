package muhurdar.ui.readers;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Composite;

import muhurdar.api.Bench;
import muhurdar.api.Bench.Tile;
import muhurdar.api.Page;
import muhurdar.ui.Column;
import muhurdar.ui.Desk;
import muhurdar.ui.PagedTable;
import muhurdar.ui.View;

/** The readers that are connected to this desk now; they come and go with their cables and their drivers. */
final class ConnectedView {

	private static final int LOOK_MILLIS = 1000;

	private final @Nullable Bench bench;
	private final PagedTable<Tile> table;
	/** The readers of the newest answer; empty before the first. */
	private volatile List<Tile> answered = List.of();

	/** @param bench null: this desk makes no cards */
	ConnectedView(Composite parent, Desk desk, @Nullable Bench bench) {
		this.bench = bench;
		View view = new View(parent, "connected", Messages.Connected_Title);
		table = new PagedTable<>(view, desk.background(), false, "connected.table", Messages.Connected_Title, Tile::reader);
		table.column(Column.number(Messages.Column_Place, 40, tile -> Integer.toString(tile.number())))
				.column(Column.text(Messages.Column_Reader, 130, Tile::reader))
				.empty(bench == null ? Messages.Connected_NoBench : Messages.Connected_Empty, null, null)
				.source(this::page);
		watch(view);
	}

	/** A bell may get lost, and a reader that is pulled out rings none. */
	private void watch(View view) {
		if (!view.isDisposed()) {
			if (view.isVisible()) {
				look();
			}
			view.getDisplay().timerExec(LOOK_MILLIS, () -> watch(view));
		}
	}

	/** Looks again if other readers are there than those that are shown. */
	void look() {
		if (!names(tiles()).equals(names(answered))) {
			table.reload();
		}
	}

	private List<Tile> tiles() {
		Bench here = bench;
		return here == null ? new ArrayList<>() : here.tiles();
	}

	private static List<String> names(List<Tile> tiles) {
		return tiles.stream().map(Tile::reader).toList();
	}

	private Page<Tile> page(int from, int size) {
		List<Tile> all = tiles();
		answered = all;
		int begin = Math.min(from, all.size());
		return new Page<>(all.subList(begin, Math.min(all.size(), begin + size)), begin, all.size());
	}
}
