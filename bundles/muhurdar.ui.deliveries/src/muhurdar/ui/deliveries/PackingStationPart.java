package muhurdar.ui.deliveries;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;

import jakarta.inject.Inject;
import muhurdar.api.Cards;
import muhurdar.api.Deliveries;
import muhurdar.api.PackableRow;
import muhurdar.api.PackingStations;
import muhurdar.api.PackingStations.Standing;
import muhurdar.api.PackingStations.Step;
import muhurdar.api.PackingStations.Task;
import muhurdar.api.Readers;
import muhurdar.api.Settings;
import muhurdar.domain.CardId;
import muhurdar.domain.PackingStop;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Shipment;
import muhurdar.domain.Why;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Background;
import muhurdar.ui.Choice;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Ids;
import muhurdar.ui.Labels;
import muhurdar.ui.Look;
import muhurdar.ui.Notice;
import muhurdar.ui.Texts;
import muhurdar.ui.Tile;
import muhurdar.ui.TileBoard;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/**
 * The packing station, to be read from two metres and worked without a mouse: one tile says what to do next, one field
 * has the focus and takes what the scanner types, Enter ends a scan; the card is read as soon as it is in the reader.
 * What the station is about is decided and kept by {@link PackingStations}.
 */
public final class PackingStationPart {

	/** A wait for a card looks up that often whether it is still wanted. */
	private static final Duration LOOK = Duration.ofSeconds(2);
	private static final int MANY = 10_000;

	private final Desk desk;
	private final PackingStations stations;
	private final Readers readers;
	private final Settings settings;
	private final Deliveries deliveries;
	private final Cards cards;
	private final View view;
	private final Choice<String> reader;
	private final TileBoard board;
	private final Text field;
	private final ActionBar bar;
	/** One scan after the other. */
	private final Queue<String> scans = new ArrayDeque<>();
	private boolean scanning;
	/** Answers of the station so far. */
	private int turns;
	private boolean reading;
	private @Nullable Standing now;
	private @Nullable Refusal refusal;
	private @Nullable Task packed;

	@Inject
	PackingStationPart(Composite parent, Desk desk, @Service PackingStations stations, @Service Readers readers,
			@Service Settings settings, @Service Deliveries deliveries, @Service Cards cards) {
		this.desk = desk;
		this.stations = stations;
		this.readers = readers;
		this.settings = settings;
		this.deliveries = deliveries;
		this.cards = cards;
		view = new View(parent, "station", Messages.Station_Title);
		reader = view.choice("reader", Messages.Station_Reader, Messages.Station_AnyReader, name -> name, name -> focus());
		board = new TileBoard(view);
		board.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		field = field();
		bar = new ActionBar(view, view, desk,
				new Action("station.clear", Messages.Station_Clear, SWT.F8, Right.CLEAR_PACKING, this::clear),
				List.of(new Action("station.back", Messages.Station_Back, SWT.ESC, Right.PACK, this::back),
						new Action("station.spoil", Messages.Spoil_Action, SWT.F7, Right.KEEP_STOCK, this::noEnvelope,
								this::spoil)));
		desk.watch().listen(view, this::look);
		show();
		look();
	}

	private Text field() {
		Text text = Ids.set(new Text(view, SWT.BORDER | SWT.SINGLE), "station.scan", Messages.Station_Scan);
		text.setFont(Look.font(text, 2, SWT.BOLD));
		text.setMessage(Messages.Station_Scan);
		text.setLayoutData(new GridData(SWT.FILL, SWT.END, true, false));
		text.setEnabled(desk.may(Right.PACK));
		text.addListener(SWT.DefaultSelection, event -> scanned());
		text.addListener(SWT.FocusOut, event -> text.getDisplay().asyncExec(this::keepFocus));
		return text;
	}

	/** A scanner types into whatever has the focus: within this view that is the field, but for the choice of a reader. */
	private void keepFocus() {
		if (field.isDisposed() || !field.isVisible()) {
			return;
		}
		Control focused = field.getDisplay().getFocusControl();
		boolean here = focused == null ? field.getDisplay().getActiveShell() == field.getShell() : within(focused);
		if (here && !(focused instanceof Combo)) {
			field.setFocus();
		}
	}

	private boolean within(Control control) {
		for (Control each = control; each != null; each = each.getParent()) {
			if (each == view) {
				return true;
			}
		}
		return false;
	}

	private void scanned() {
		String code = field.getText().strip();
		field.setText("");
		if (!code.isEmpty()) {
			scans.add(code);
			nextScan();
		}
	}

	private void nextScan() {
		String code = scanning ? null : scans.poll();
		if (code != null) {
			scanning = true;
			Standing before = now;
			desk.background().run(Messages.Station_Scanning, () -> stations.scan(stations.here(), code, desk.actor()),
					standing -> {
						Shipment parcel = standing.packed();
						packed = parcel == null || before == null ? null : before.task();
						took(standing, null);
					}, no -> refused(no, this::readCard), this::failed);
		}
	}

	private void took(Standing standing, @Nullable Refusal no) {
		scanning = false;
		turns++;
		now = standing;
		refusal = no;
		show();
		readCard();
		nextScan();
	}

	/** Said in red on the tile; what the station then waits for is asked again. */
	private void refused(Refusal no, Runnable then) {
		desk.background().run(Messages.Station_Scanning, () -> stations.at(stations.here(), desk.actor()), standing -> {
			took(standing, standing.stop() == null ? no : null);
			then.run();
		}, again -> failed(Background.sentence(again)), this::failed);
	}

	/** Nothing is known any more: the next scan, or F5, begins again. @param what a sentence, or the id of a fault in the log */
	private void failed(String what) {
		scanning = false;
		reading = false;
		scans.clear();
		desk.say(new Notice(Tone.LATE, Texts.fill(Messages.Station_Failed, what), null, null));
	}

	/** Asks where the station stands, if nothing happens meanwhile; keeps what is said of the last scan. */
	private void look() {
		if (desk.may(Right.PACK)) {
			int turn = turns;
			desk.background().run(Messages.Station_Looking, () -> stations.at(stations.here(), desk.actor()), standing -> {
				if (turn == turns && !scanning) {
					now = standing;
					show();
					readCard();
				}
			});
		}
	}

	private boolean awaitsCard() {
		Standing standing = now;
		return standing != null && standing.step() == Step.CARD && !view.isDisposed() && view.isVisible();
	}

	/** Waits for a card and reads it, as long as one is awaited and the view is seen. */
	private void readCard() {
		if (reading || !awaitsCard()) {
			return;
		}
		reading = true;
		String from = from();
		desk.background().run(Messages.Station_AwaitingCard, () -> waiting(() -> {
			Optional<String> with = readers.awaitCard(from, LOOK);
			return with.isEmpty() ? Optional.<Standing>empty()
					: Optional.of(stations.card(stations.here(), readers.look(with.get()).reading(), desk.actor()));
		}), standing -> {
			reading = false;
			standing.ifPresentOrElse(each -> took(each, null), this::readCard);
		}, no -> refused(no, () -> afterRefusal(no, from)), this::failed);
	}

	/** With cards in several readers none was read. */
	private void afterRefusal(Refusal no, String from) {
		if (no.why() == Why.CARDS_IN_SEVERAL_READERS) {
			view.getDisplay().timerExec((int) LOOK.toMillis(), () -> {
				reading = false;
				readCard();
			});
		} else {
			awaitRemoval(from);
		}
	}

	/** The card that was refused is not asked again before it has left the reader. */
	private void awaitRemoval(String from) {
		if (!awaitsCard()) {
			reading = false;
			return;
		}
		desk.background().run(Messages.Station_AwaitingCard, () -> waiting(() -> {
			Optional<String> with = readers.awaitCard(from, LOOK);
			return with.isEmpty() || readers.awaitRemoval(with.get(), LOOK);
		}), gone -> {
			if (gone) {
				reading = false;
				readCard();
			} else {
				awaitRemoval(from);
			}
		}, no -> view.getDisplay().timerExec((int) LOOK.toMillis(), () -> awaitRemoval(from)), this::failed);
	}

	/** Something that waits. */
	private interface Wait<T> {
		T get() throws InterruptedException;
	}

	private static <T> T waiting(Wait<T> work) {
		try {
			return work.get();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(e);
		}
	}

	private String from() {
		List<Readers.Row> rows = readers.rows();
		reader.values(rows.stream().map(row -> row.reader().name()).toList());
		String chosen = reader.value();
		return chosen == null ? settings.get(Settings.PACKING_READER) : chosen;
	}

	private void show() {
		board.show(List.of(tile()));
		bar.update();
	}

	private Tile tile() {
		String forbidden = desk.forbidden(Right.PACK);
		Standing standing = now;
		if (forbidden != null || standing == null) {
			return new Tile(1, Tone.ENDED, "deliveries", Messages.Station_Title, "", forbidden == null ? "" : forbidden, null);
		}
		PackingStop stop = standing.stop();
		if (stop != null) {
			return new Tile(1, Tone.LATE, "late", Labels.of(Step.STOPPED), "", Background.sentence(stop.refusal()),
					null);
		}
		Refusal no = refusal;
		Task task = standing.task();
		Task done = packed;
		String line = task == null ? "" : Texts.fill(Messages.Station_Envelope, number(task));
		if (no != null) {
			return new Tile(1, Tone.LATE, "late", Labels.of(standing.step()), line, Background.sentence(no), null);
		}
		if (task == null && done != null) {
			return new Tile(1, Tone.DONE, "done", Labels.of(standing.step()),
					Texts.fill(Messages.Station_Packed, number(done)), Texts.fill(Messages.Station_Aside, done.name()), null);
		}
		return new Tile(1, Tone.ACT, standing.step() == Step.CARD ? "card-in" : "act", Labels.of(standing.step()), line,
				task == null ? "" : task.name(), null);
	}

	private static String number(Task task) {
		return "%04d".formatted(task.envelope());
	}

	private void back() {
		scans.clear();
		desk.background().run(Messages.Station_Back, () -> stations.back(stations.here(), desk.actor()), standing -> {
			packed = null;
			took(standing, null);
		});
	}

	private @Nullable String noEnvelope() {
		Standing standing = now;
		return standing == null || standing.task() == null && standing.stop() == null ? Messages.Spoil_NoEnvelope : null;
	}

	/** The card of the envelope at hand, or of the one at which the station stopped. */
	private boolean meant(PackableRow row) {
		Standing standing = now;
		Task task = standing == null ? null : standing.task();
		PackingStop stop = standing == null ? null : standing.stop();
		CardId stopped = stop == null ? null : stop.card();
		return stopped != null && stopped.equals(row.card()) || task != null && row.chip().equals(task.chip());
	}

	private void spoil() {
		desk.background().run(Messages.Spoil_Action, () -> deliveries.waiting(0, MANY, desk.actor()).rows(),
				rows -> rows.stream().filter(this::meant).findFirst()
						.ifPresent(row -> SpoilForm.open(desk, cards, view.getShell(), row, this::back)));
	}

	/** Every stop of every station, so that a supervisor clears it at whichever desk they sit. */
	private void clear() {
		Supplier<List<PackingStop>> open = () -> stations.stops(desk.actor());
		desk.background().run(Messages.Station_Clear, open, stops -> {
			if (stops.isEmpty()) {
				desk.done(Messages.Station_NothingStopped);
			} else {
				clear(stops);
			}
		});
	}

	private void clear(List<PackingStop> stops) {
		Standing here = now;
		PackingStop first = stops.stream().filter(stop -> here != null && stop.station().equals(here.station())).findFirst()
				.orElse(stops.getFirst());
		FormDialog.open(desk, view.getShell(), new FormDialog.About("station.clear.form", Messages.Station_ClearTitle,
				Messages.Station_ClearExplanation, Messages.Station_Clear, false), form -> {
					Field<PackingStop> which = form.choice("station", Messages.Station_Which, stops, PackingStationPart::shown,
							first);
					Field<String> reason = form.note("reason", Messages.Station_Reason);
					return () -> stations.clear(which.value().station(), reason.value(), desk.actor());
				}, cleared -> {
					desk.done(Texts.fill(Messages.Station_Cleared, cleared.station()));
					desk.watch().lookNow();
					look();
				});
	}

	private static String shown(PackingStop stop) {
		return stop.station() + "   " + Dates.minute(stop.stopped().at()) + "   " + Labels.of(stop.mismatch());
	}

	@Focus
	void focus() {
		field.setFocus();
		readCard();
	}
}
