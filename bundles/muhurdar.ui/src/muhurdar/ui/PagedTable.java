package muhurdar.ui;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

import muhurdar.api.Page;

/**
 * A list of any length in the order of its source. Only pages that are looked at are fetched, in the background;
 * answers to an older {@link #reload} are dropped. Selection and ticks stay with the row's id, not with its place.
 * Display thread only.
 */
public final class PagedTable<R> {

	/** A page of rows; called outside the display thread. */
	@FunctionalInterface
	public interface Source<R> {

		Page<R> page(int from, int size);
	}

	/** Rows per page. */
	public static final int PAGE = 100;

	private static final int CHECK_BOX = 28;
	/** A column that gives up room keeps this. */
	private static final int NARROW = 10 * Look.GRID;
	private static final String PLACEHOLDER = "…";

	private final Composite stack;
	private final StackLayout layout = new StackLayout();
	private final Table table;
	private final Composite empty;
	private final Label emptyText;
	private final Link emptyStep;
	private final Background background;
	private final Function<R, Object> id;
	private final List<Column<R>> columns = new ArrayList<>();
	private final Pages<R> pages = new Pages<>(PAGE);
	private final Map<Object, R> ticked = new LinkedHashMap<>();
	private final Map<Object, R> selected = new LinkedHashMap<>();
	/** The rows under the cursor were unticked or dealt with: they are chosen no more until somebody selects again. */
	private boolean spent;
	private final List<Consumer<List<R>>> listeners = new ArrayList<>();
	private final List<Consumer<@Nullable R>> cursorListeners = new ArrayList<>();
	private Source<R> source = (from, size) -> new Page<>(List.of(), 0, 0);
	private int generation;
	private boolean wanting;
	private boolean fromTheTop;
	private @Nullable Runnable emptyAction;

	/**
	 * @param parent gets one child, which fills it
	 * @param ticks true for a check box in every row
	 * @param key stable id of the table, never translated; @param name for the screen reader
	 * @param id of a row, by equals
	 */
	public PagedTable(Composite parent, Background background, boolean ticks, String key, String name,
			Function<R, Object> id) {
		this.background = background;
		this.id = id;
		stack = new Composite(parent, SWT.NONE);
		stack.setLayout(layout);
		stack.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		table = new Table(stack, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION | SWT.BORDER | (ticks ? SWT.CHECK : 0));
		Ids.set(table, key, name);
		table.setHeaderVisible(true);
		empty = Look.style(new Composite(stack, SWT.BORDER), "panel");
		empty.setLayout(new GridLayout());
		emptyText = emptyLine(new Label(empty, SWT.CENTER | SWT.WRAP), SWT.END);
		emptyStep = emptyLine(new Link(empty, SWT.NONE), SWT.BEGINNING);
		emptyStep.addListener(SWT.Selection, event -> {
			Runnable action = emptyAction;
			if (action != null) {
				action.run();
			}
		});
		layout.topControl = table;
		table.addListener(SWT.SetData, this::fill);
		table.addListener(SWT.MeasureItem, event -> event.height = Math.max(event.height, Look.ROW));
		table.addListener(SWT.Selection, this::chose);
		table.addListener(SWT.FocusIn, event -> {
			if (current() != null) {
				tellCursor();
			}
		});
		table.addListener(SWT.EraseItem, this::erase);
		table.addListener(SWT.PaintItem, this::iconAgain);
		table.addListener(SWT.Resize, event -> spread());
		table.addListener(SWT.MouseMove, event -> table.setToolTipText(cut(event)));
	}

	private <C extends Control> C emptyLine(C line, int vertical) {
		line.setLayoutData(new GridData(SWT.CENTER, vertical, true, true));
		return Look.style(line, "panel");
	}

	public PagedTable<R> column(Column<R> column) {
		int box = columns.isEmpty() && (table.getStyle() & SWT.CHECK) != 0 ? CHECK_BOX : 0;
		columns.add(column.wider(box));
		TableColumn shown = new TableColumn(table, column.right() ? SWT.RIGHT : SWT.LEFT);
		shown.setText(column.title());
		shown.setWidth(column.width());
		return this;
	}

	/** What stands there when the list is empty, and what to do next. @param step null if there is nothing to do */
	public PagedTable<R> empty(String text, @Nullable String step, @Nullable Runnable action) {
		emptyText.setText(text);
		emptyStep.setText(step == null ? "" : "<a>" + step + "</a>");
		emptyAction = action;
		empty.layout();
		return this;
	}

	/** The first row is under the cursor as soon as there is one, for lists that are worked off from the top. */
	public PagedTable<R> fromTheTop() {
		fromTheTop = true;
		return this;
	}

	/** Called with {@link #chosen} whenever it has changed. */
	public PagedTable<R> onChoice(Consumer<List<R>> listener) {
		listeners.add(listener);
		return this;
	}

	/**
	 * Called when a person puts the cursor on another row, ticks one, or comes back to the list; not when rows are read
	 * again. With {@link #current}.
	 */
	public PagedTable<R> onCursor(Consumer<@Nullable R> listener) {
		cursorListeners.add(listener);
		return this;
	}

	/**
	 * Called on Enter or double click with the row under the cursor. Not by SWT.DefaultSelection: on GTK Ctrl+Enter,
	 * which is a shortcut of its own, is one too.
	 */
	public PagedTable<R> onOpen(Consumer<R> open) {
		Runnable openCurrent = () -> {
			@Nullable R row = current();
			if (row != null) {
				open.accept(row);
			}
		};
		table.addListener(SWT.MouseDoubleClick, event -> {
			if (event.button == 1 && table.getItem(new Point(event.x, event.y)) != null) {
				openCurrent.run();
			}
		});
		table.addListener(SWT.KeyDown, event -> {
			boolean enter = event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR;
			if (enter && (event.stateMask & SWT.MODIFIER_MASK) == 0) {
				openCurrent.run();
			}
		});
		return this;
	}

	/** Right click (or the menu key) offers the actions of the bar. */
	public PagedTable<R> contextMenu(ActionBar bar) {
		bar.contextMenu(table);
		return this;
	}

	/** Another question: shows its first rows, forgets selection and ticks. */
	public void source(Source<R> newSource) {
		source = newSource;
		ticked.clear();
		selected.clear();
		spent = false;
		table.deselectAll();
		table.setTopIndex(0);
		tell();
		reload();
	}

	/** Asks again; what is shown stays until the answer is there. */
	public void reload() {
		int mine = ++generation;
		pages.forgetAsked();
		Set<Integer> wanted = visiblePages();
		for (int index : table.getSelectionIndices()) {
			if (wanted.size() < 4) {
				wanted.add(index / PAGE);
			}
		}
		Source<R> from = source;
		background.run(Messages.PagedTable_Loading, () -> Pages.fetch(from, wanted, PAGE), answer -> {
			if (mine == generation && !table.isDisposed()) {
				take(answer);
			}
		});
	}

	private void take(Map<Integer, Page<R>> answer) {
		int total = pages.replace(answer);
		table.setItemCount(total);
		table.clearAll();
		reselect();
		show(total == 0 ? empty : table);
	}

	/** The focus goes with what is shown: without it no shortcut would work. */
	private void show(Composite shown) {
		Control before = layout.topControl;
		boolean focus = shown != before && (table.isFocusControl() || empty.isFocusControl()
				|| emptyStep.isFocusControl());
		layout.topControl = shown;
		stack.layout();
		if (focus) {
			shown.forceFocus();
		}
	}

	private void reselect() {
		Map<Object, R> before = new LinkedHashMap<>(selected);
		Set<Object> read = new HashSet<>();
		selected.clear();
		table.deselectAll();
		pages.forEach((index, row) -> {
			Object key = id.apply(row);
			if (before.containsKey(key)) {
				table.select(index);
				selected.put(key, row);
			}
			ticked.replace(key, row);
			read.add(key);
		});
		if (read.size() == table.getItemCount()) {
			ticked.keySet().retainAll(read);
		}
		@Nullable R first = pages.row(0);
		if (fromTheTop && selected.isEmpty() && first != null) {
			table.select(0);
			selected.put(id.apply(first), first);
		}
		tell();
	}

	private void fill(Event event) {
		TableItem item = (TableItem) event.item;
		@Nullable R row = pages.row(event.index);
		if (row == null) {
			item.setText(PLACEHOLDER);
			want();
			return;
		}
		for (int i = 0; i < columns.size(); i++) {
			Column<R> column = columns.get(i);
			Mark mark = column.mark().apply(row);
			item.setText(i, mark.text().replace('\n', ' ')); // a row has one line
			if (column.toned()) {
				item.setForeground(i, Look.color(mark.tone()));
				item.setImage(i, mark.text().isEmpty() ? null : Icons.of(mark.tone()));
			}
		}
		if ((table.getStyle() & SWT.CHECK) != 0) {
			item.setChecked(ticked.containsKey(id.apply(row)));
		}
	}

	/** Gathers what is asked for while the list is being scrolled; only what is still visible then is fetched. */
	private void want() {
		if (wanting) {
			return;
		}
		wanting = true;
		table.getDisplay().timerExec(40, () -> {
			wanting = false;
			if (!table.isDisposed()) {
				ask(pages.ask(visiblePages()));
			}
		});
	}

	private void ask(Set<Integer> wanted) {
		if (wanted.isEmpty()) {
			return;
		}
		int mine = generation;
		Source<R> from = source;
		background.run(Messages.PagedTable_Loading, () -> Pages.fetch(from, wanted, PAGE), answer -> {
			if (mine == generation && !table.isDisposed()) {
				more(answer);
			}
		}, refusal -> {
			pages.giveUp(wanted);
			background.refused(refusal);
		});
	}

	private void more(Map<Integer, Page<R>> answer) {
		int total = pages.add(answer);
		if (table.getItemCount() != total) {
			table.setItemCount(total);
		}
		for (int page : answer.keySet()) {
			int last = Math.min(total, (page + 1) * PAGE) - 1;
			if (page * PAGE <= last) {
				table.clear(page * PAGE, last);
			}
		}
	}

	private Set<Integer> visiblePages() {
		int first = Math.max(0, table.getTopIndex());
		int shown = Math.max(1, table.getClientArea().height / Math.max(1, table.getItemHeight()) + 1);
		Set<Integer> wanted = new TreeSet<>();
		wanted.add(first / PAGE);
		wanted.add(Math.min(first + shown, Math.max(0, table.getItemCount() - 1)) / PAGE);
		return wanted;
	}

	private void chose(Event event) {
		if (event.detail == SWT.CHECK && event.item instanceof TableItem item) {
			@Nullable R row = pages.row(table.indexOf(item));
			if (row == null) {
				item.setChecked(false);
			} else if (item.getChecked()) {
				ticked.put(id.apply(row), row);
			} else {
				ticked.remove(id.apply(row));
				spent = true;
			}
		} else {
			spent = false;
			selected.clear();
			for (int index : table.getSelectionIndices()) {
				@Nullable R row = pages.row(index);
				if (row != null) {
					selected.put(id.apply(row), row);
				}
			}
		}
		tell();
		tellCursor();
	}

	/** The whole text of the cell under the pointer if it does not fit, else null. */
	private @Nullable String cut(Event event) {
		TableItem item = table.getItem(new Point(event.x, event.y));
		for (int i = 0; item != null && i < columns.size(); i++) {
			if (item.getBounds(i).contains(event.x, event.y)) {
				GC gc = new GC(table);
				int room = table.getColumn(i).getWidth() - (columns.get(i).toned() ? 3 : 1) * Look.GRID;
				boolean fits = gc.textExtent(item.getText(i)).x <= room;
				gc.dispose();
				return fits ? null : item.getText(i);
			}
		}
		return null;
	}

	/** The selected row keeps the colours of its states: its ground is pale instead of the system's strong one. */
	private void erase(Event event) {
		if ((event.detail & SWT.SELECTED) != 0) {
			event.gc.setBackground(Look.selection());
			event.gc.fillRectangle(event.x, event.y, event.width, event.height);
			event.gc.setForeground(Look.text());
			event.detail &= ~(SWT.SELECTED | SWT.HOT);
		}
	}

	/** On GTK the ground of a selected row is drawn over its icon. */
	private void iconAgain(Event event) {
		if (event.item instanceof TableItem item && table.isSelected(table.indexOf(item))
				&& item.getImage(event.index) instanceof Image image) {
			Rectangle at = item.getImageBounds(event.index);
			event.gc.drawImage(image, at.x, at.y + (at.height - image.getBounds().height) / 2);
		}
	}

	private void tellCursor() {
		@Nullable R current = current();
		cursorListeners.forEach(listener -> listener.accept(current));
	}

	private void tell() {
		List<R> chosen = chosen();
		listeners.forEach(listener -> listener.accept(chosen));
	}

	/**
	 * The ticked rows, or, if none is ticked, the selected ones, as they were last read. Rows not yet read count not, nor
	 * does what stays selected after it was unticked or dealt with: the same key pressed twice acts once.
	 */
	public List<R> chosen() {
		return !ticked.isEmpty() ? List.copyOf(ticked.values()) : spent ? List.of() : List.copyOf(selected.values());
	}

	/** Takes the cursor off the list; what is ticked stays. */
	public void leave() {
		selected.clear();
		table.deselectAll();
		tell();
	}

	/** The row under the cursor, null if none is selected. */
	public @Nullable R current() {
		return selected.isEmpty() ? null : List.copyOf(selected.values()).getLast();
	}

	/** The chosen rows have been dealt with: takes all ticks away, and what is selected is chosen no more. */
	public void untick() {
		ticked.clear();
		spent = true;
		table.clearAll();
		tell();
	}

	/** The control with the keyboard focus; rows are read off it by tests. */
	public Table table() {
		return table;
	}

	/** The one child of the parent, for its layout data. */
	public Composite control() {
		return stack;
	}

	/** Gives the room that is left to the columns that grow; if there is too little, names and places give some up. */
	private void spread() {
		int room = table.getClientArea().width - 4;
		int shares = 0;
		int shrinking = 0;
		for (Column<R> column : columns) {
			room -= column.width();
			shares += column.grow();
			shrinking += column.shrinks() ? 1 : 0;
		}
		for (int i = 0; i < columns.size(); i++) {
			Column<R> column = columns.get(i);
			int width = column.width();
			if (room > 0 && shares > 0) {
				width += room * column.grow() / shares;
			} else if (room < 0 && column.shrinks()) {
				width = Math.min(width, Math.max(NARROW, width + room / shrinking));
			}
			table.getColumn(i).setWidth(width);
		}
	}
}
