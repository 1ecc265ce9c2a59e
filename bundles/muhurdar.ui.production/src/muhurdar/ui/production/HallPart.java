package muhurdar.ui.production;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.eclipse.e4.core.di.annotations.Optional;
import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.di.UIEventTopic;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;

import jakarta.inject.Inject;
import muhurdar.api.BatchRow;
import muhurdar.api.Bench;
import muhurdar.api.Bench.Made;
import muhurdar.api.Cards;
import muhurdar.api.DeskRow;
import muhurdar.api.Page;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.domain.BatchId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.DeskId;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Ids;
import muhurdar.ui.Look;
import muhurdar.ui.Notice;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Texts;
import muhurdar.ui.TileBoard;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/** The hall at a glance: one large tile per reader, the run's progress, the cards just made. Only watches the bench. */
public final class HallPart {

	private static final int LOOK_MILLIS = 500;
	/** Batches among which the one to be shown is looked for. */
	private static final int NEWEST = 50;
	/** A shorter time says nothing about an hour. */
	private static final int SHORTEST_PACE_MILLIS = 10_000;

	private final Desk desk;
	private final Bench bench;
	private final Cards cards;
	private final Clock clock;
	private final EPartService parts;
	private final View view;
	private final Label title;
	private final Label count;
	private final Label left;
	private final Label pace;
	private final ProgressBar progress;
	private final TileBoard board;
	private final PagedTable<Made> made;
	private final ActionBar bar;
	private final Sounds sounds;
	/** The batches that ran here when it was looked last. */
	private List<BatchId> seen;
	/** How many cards of a running batch were made in earlier runs. */
	private Map<BatchId, Integer> before = Map.of();
	/** This desk; at a store in a file also what it was called before. */
	private volatile List<DeskId> here = List.of();
	/** The newest one that is paused here with work left; null if there is none. */
	private @Nullable BatchRow resting;
	private @Nullable Made newest;

	@Inject
	HallPart(Composite parent, Desk desk, EPartService parts, @Service Bench bench, @Service Cards cards,
			@Service Clock clock, @Service Settings settings) {
		this.desk = desk;
		this.bench = bench;
		this.cards = cards;
		this.clock = clock;
		this.parts = parts;
		seen = batches(bench.runs());
		view = new View(parent, "hall", Messages.Hall_Title);
		sounds = new Sounds(() -> settings.get(Settings.HALL_SOUND), view.getDisplay()::beep);
		Composite line = row();
		title = big(line, "hall.batch", true);
		count = big(line, "hall.count", false);
		progress = new ProgressBar(line, SWT.HORIZONTAL | SWT.SMOOTH);
		Ids.set(progress, "hall.progress", Messages.Hall_Progress);
		GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false);
		wide.heightHint = 2 * Look.GRID;
		progress.setLayoutData(wide);
		left = big(line, "hall.left", false);
		pace = big(line, "hall.pace", false);
		board = new TileBoard(view);
		GridData tiles = new GridData(SWT.FILL, SWT.FILL, true, true);
		tiles.minimumHeight = 24 * Look.GRID;
		board.setLayoutData(tiles);
		made = cardsMade();
		Action pause = new Action("hall.pause", Messages.Hall_Pause, 0, Right.PRODUCE, this::notRunning, this::pause);
		Action resume = new Action("hall.resume", Messages.Hall_Resume, 0, Right.PRODUCE, this::resume);
		Action putBack = new Action("hall.putback", Messages.Hall_PutBack, SWT.F9, Right.PRODUCE, this::nothingDrained,
				this::putBack);
		Action lost = new Action("hall.lost", Messages.Lost_Action, SWT.F7, Right.PRODUCE, this::nothingAwaited, this::lost);
		bar = new ActionBar(view, view, desk, SWT.F8, () -> paused() == null ? pause : resume, List.of(putBack, lost));
		desk.watch().listen(view, () -> readBatches(List.of()));
		readBatches(List.of());
		look();
		tick();
	}

	private Composite row() {
		Composite row = new Composite(view, SWT.NONE);
		GridLayout layout = new GridLayout(5, false);
		layout.marginWidth = layout.marginHeight = 0;
		layout.horizontalSpacing = 3 * Look.GRID;
		row.setLayout(layout);
		row.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
		return row;
	}

	private static Label big(Composite parent, String id, boolean bold) {
		Label label = Ids.set(new Label(parent, SWT.NONE), id);
		label.setFont(Look.font(label, 1.4, bold ? SWT.BOLD : SWT.NORMAL));
		return label;
	}

	private PagedTable<Made> cardsMade() {
		PagedTable<Made> table = new PagedTable<>(view, desk.background(), false, "hall.made", Messages.Hall_Made,
				card -> card.reader() + "@" + card.at());
		table.column(Column.number(Messages.Column_Time, 88, card -> Dates.clock(card.at())))
				.column(Column.number(Messages.Column_Reader, 80, card -> Integer.toString(card.reader())))
				.column(Column.number(Messages.Column_Envelope, 80, card -> Tiles.envelope(card.envelope())))
				.column(Column.text(Messages.Column_Name, 180, card -> Tiles.text(card.name())))
				.column(Column.code(Messages.Column_Card, 160, card -> Tiles.serial(card.serial())))
				.column(Column.number(Messages.Column_Took, 80, card -> Tiles.seconds(card.millis())))
				.column(Column.mark(Messages.Column_Result, 200, Tiles::result))
				.empty(Messages.Hall_NothingMade, null, null);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, false);
		data.heightHint = 7 * Look.ROW;
		table.control().setLayoutData(data);
		table.source((from, size) -> page(bench.made(), from, size));
		return table;
	}

	private static Page<Made> page(List<Made> all, int from, int size) {
		int start = Math.min(from, all.size());
		return new Page<>(all.subList(start, Math.min(all.size(), start + size)), start, all.size());
	}

	@Inject
	@Optional
	void bell(@UIEventTopic(Topics.BENCH) @Nullable Object id) {
		look();
	}

	/** Also without bells: the seconds that are left run down. */
	private void tick() {
		if (!view.isDisposed()) {
			if (view.isVisible()) {
				look();
			}
			view.getDisplay().timerExec(LOOK_MILLIS, this::tick);
		}
	}

	private void look() {
		if (view.isDisposed()) {
			return;
		}
		List<Bench.Run> runs = bench.runs();
		Instant now = clock.instant();
		List<Bench.Tile> tiles = bench.tiles();
		board.show(tiles.stream().map(tile -> Tiles.tile(tile, now)).toList());
		sounds.hear(tiles);
		show(runs);
		List<BatchId> running = batches(runs);
		if (!seen.equals(running)) {
			readBatches(seen.stream().filter(batch -> !running.contains(batch)).toList());
		}
		seen = running;
		List<Made> cards = bench.made();
		Made first = cards.isEmpty() ? null : cards.getFirst();
		if (first != newest) {
			newest = first;
			made.reload();
		}
		set(pace, pace(cards));
		bar.update();
	}

	private static List<BatchId> batches(List<Bench.Run> runs) {
		return runs.stream().map(Bench.Run::batch).filter(Objects::nonNull).toList();
	}

	/** All running batches together; the tiles say which card is of which. */
	private void show(List<Bench.Run> runs) {
		BatchRow paused = paused();
		int earlier = batches(runs).stream().mapToInt(batch -> before.getOrDefault(batch, 0)).sum();
		int orders = paused != null ? paused.orders() : earlier + runs.stream().mapToInt(Bench.Run::orders).sum();
		int done = paused != null ? paused.done() : earlier + runs.stream().mapToInt(Bench.Run::done).sum();
		int failed = runs.stream().mapToInt(Bench.Run::failed).sum();
		String numbers = runs.stream().map(run -> String.valueOf(run.number())).collect(Collectors.joining(", "));
		set(title, !runs.isEmpty() ? Texts.fill(Messages.Hall_Batch, numbers)
				: paused != null ? Texts.fill(Messages.Hall_Resting, paused.batch().number()) : Messages.Hall_NoBatch);
		set(count, orders == 0 ? "" : done + " / " + orders + failed(failed));
		List<Integer> seconds = runs.stream().map(Bench.Run::secondsLeft).filter(Objects::nonNull).toList();
		List<ChipSerial> awaited = awaited();
		set(left, runs.stream().anyMatch(Bench.Run::stopping) ? Messages.Hall_Stopping
				: !awaited.isEmpty() ? awaited(awaited)
						: seconds.isEmpty() ? "" : Texts.fill(Messages.Hall_Left, Dates.wait(Collections.max(seconds))));
		progress.setVisible(orders > 0);
		progress.setMaximum(Math.max(1, orders));
		progress.setSelection(done);
	}

	/** The paused batch that can go on here, null if a batch runs or there is none. */
	private @Nullable BatchRow paused() {
		return bench.runs().isEmpty() ? resting : null;
	}

	/** Reads the batches that run, and the newest that is paused with work left. @param over runs that have just ended */
	private void readBatches(List<BatchId> over) {
		desk.background().run(Messages.Hall_Reading, () -> {
			here = cards.desks(desk.actor()).stream().filter(DeskRow::here).map(row -> row.desk().id()).toList();
			return cards.batches(0, NEWEST, desk.actor()).rows();
		}, rows -> {
			Map<BatchId, Integer> made = new HashMap<>();
			for (Bench.Run run : bench.runs()) {
				rows.stream().filter(row -> Objects.equals(row.batch().id(), run.batch())).findFirst()
						.ifPresent(row -> made.put(row.batch().id(), row.orders() - run.orders()));
			}
			before = made;
			resting = null;
			rows.stream().filter(row -> BatchesPart.canGoOn(row) && here.contains(row.batch().desk())).findFirst()
					.ifPresent(row -> resting = row);
			rows.stream().filter(row -> over.contains(row.batch().id())).forEach(this::ended);
			show(bench.runs());
			bar.update();
		});
	}

	/** How a run has ended, and where it goes on. */
	private void ended(BatchRow row) {
		boolean finished = row.done() >= row.orders();
		desk.say(new Notice(Tone.DONE, Texts.fill(finished ? Messages.Hall_Finished : Messages.Hall_Stopped,
				row.batch().number(), row.done(), row.spoiled(), row.orders() - row.done()), Messages.Hall_ToBatches,
				() -> parts.showPart("muhurdar.part.batches", PartState.ACTIVATE)));
	}

	private void resume() {
		BatchRow row = paused();
		if (row != null) {
			desk.background().run(Messages.Hall_Resume, () -> {
				bench.start(row.batch().id(), desk.actor());
				return row;
			}, started -> {
				desk.done(Texts.fill(Messages.Start_Done, started.batch().number()));
				look();
			});
		}
	}

	private static String failed(int cards) {
		return cards == 0 ? "" : "   " + Texts.fill(Messages.Hall_Failed, cards);
	}

	/** Good cards an hour, over the last ten minutes that had any. */
	private static String pace(List<Made> cards) {
		List<Made> good = cards.stream().filter(card -> card.refusal() == null).toList();
		if (good.size() < 2) {
			return "";
		}
		Instant last = good.getFirst().at();
		List<Made> recent = good.stream().filter(card -> card.at().isAfter(last.minusSeconds(600))).toList();
		long millis = Duration.between(recent.getLast().at(), last).toMillis();
		return millis < SHORTEST_PACE_MILLIS ? "" : Texts.fill(Messages.Hall_Pace,
				Math.round((recent.size() - 1) * 3_600_000.0 / millis));
	}

	private static void set(Label label, String text) {
		if (!text.equals(label.getText())) {
			label.setText(text);
			label.requestLayout();
		}
	}

	private @Nullable String notRunning() {
		List<Bench.Run> runs = bench.runs();
		return runs.isEmpty() ? Messages.Hall_NothingToPause
				: runs.stream().allMatch(Bench.Run::stopping) ? Messages.Hall_Stopping : null;
	}

	private List<String> drained() {
		return bench.tiles().stream().filter(tile -> tile.show() == Bench.Show.DRAINED).map(Bench.Tile::reader).toList();
	}

	private @Nullable String nothingDrained() {
		return drained().isEmpty() ? Messages.Hall_NothingDrained : null;
	}

	private void putBack() {
		drained().forEach(bench::putBack);
	}

	private List<ChipSerial> awaited() {
		return bench.runs().stream().flatMap(run -> run.awaited().stream()).toList();
	}

	private static String awaited(List<ChipSerial> cards) {
		String first = cards.getFirst().shown();
		return cards.size() == 1 ? Texts.fill(Messages.Hall_Awaited, first)
				: Texts.fill(Messages.Hall_AwaitedMore, first, cards.size() - 1);
	}

	private @Nullable String nothingAwaited() {
		return awaited().isEmpty() ? Messages.Hall_NothingAwaited : null;
	}

	/** A card that is waited for will not be put in again. */
	private void lost() {
		List<ChipSerial> cards = awaited();
		if (cards.isEmpty()) {
			return; // it has come meanwhile
		}
		FormDialog.<ChipSerial>open(desk, view.getShell(), new FormDialog.About("lost", Messages.Lost_Action,
				Messages.Lost_Explained, Messages.Lost_Do, true), form -> {
					var card = form.choice("card", Messages.Lost_Card, cards, ChipSerial::shown, cards.getFirst());
					var because = form.note("because", Messages.Lost_Because);
					return () -> {
						bench.giveUp(card.value(), because.value(), desk.actor());
						return card.value();
					};
				}, done -> desk.done(Texts.fill(Messages.Lost_Done, done.shown())));
	}

	private void pause() {
		desk.background().run(Messages.Hall_Pause, () -> {
			bench.pause();
			return bench;
		}, paused -> desk.done(Messages.Hall_Paused));
	}

	@Focus
	void focus() {
		board.setFocus();
	}
}
