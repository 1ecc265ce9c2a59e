package muhurdar.ui.readers;

import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;

import muhurdar.api.Page;
import muhurdar.api.ReaderDoctor;
import muhurdar.api.ReaderHealth;
import muhurdar.api.ReaderModel;
import muhurdar.api.Readers;
import muhurdar.api.Readers.Row;
import muhurdar.domain.ChipSerial;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Column;
import muhurdar.ui.Desk;
import muhurdar.ui.Labels;
import muhurdar.ui.Mark;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/**
 * The readers that are connected to this desk now, the cards in them and how well they do; they come and go with their
 * cables and their drivers.
 */
final class ConnectedView {

	private static final int LOOK_MILLIS = 1000;

	private final Desk desk;
	private final @Nullable Readers readers;
	private final View view;
	private final PagedTable<Row> table;
	private final ModelPanel panel;
	private final ActionBar bar;
	private final DoctorWindow.Opener doctor;
	/** The newest answer; empty before the first. */
	private volatile List<Row> answered = List.of();

	/** @param readers null: this desk has none; @param returns for a reader that has to be sent in */
	ConnectedView(Composite parent, Desk desk, @Nullable Readers readers, @Nullable ReaderDoctor doctor,
			ReturnForms returns) {
		this.desk = desk;
		this.readers = readers;
		this.doctor = new DoctorWindow.Opener(desk, doctor, returns);
		view = new View(parent, "connected", Messages.Connected_Title);
		Composite body = new Composite(view, SWT.NONE);
		GridLayout layout = new GridLayout(2, false);
		layout.marginWidth = layout.marginHeight = 0;
		body.setLayout(layout);
		body.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		table = new PagedTable<>(body, desk.background(), false, "connected.table", Messages.Connected_Title, Row::reader);
		table.column(Column.number(Messages.Column_Place, 40, row -> Integer.toString(row.number())))
				.column(Column.code(Messages.Column_Reader, 170, row -> row.reader().name()))
				.column(Column.code(Messages.Column_Model, 95, ConnectedView::model))
				.column(Column.code(Messages.Column_Slot, 45, Row::slot))
				.column(new Column<>(Messages.Column_Card, 160, 1, false, ConnectedView::card, true))
				.column(Column.number(Messages.Column_Tries, 85, ConnectedView::tries))
				.column(Column.number(Messages.Column_Insertions, 65, row -> Integer.toString(row.health().cards())))
				.column(new Column<>(Messages.Column_Errors, 75, 0, false, ConnectedView::errors, true))
				.column(Column.number(Messages.Column_Speed, 70, ConnectedView::speed))
				.empty(readers == null ? Messages.Connected_NoBench : Messages.Connected_Empty, null, null).fromTheTop();
		panel = new ModelPanel(body);
		bar = new ActionBar(view, view, desk,
				new Action("connected.doctor", Messages.Connected_Doctor, SWT.F7, null, this::notChosen, this::examine),
				List.of(new Action("connected.identify", Messages.Connected_Identify, SWT.F8, null, this::notChosen,
						this::identify)));
		table.contextMenu(bar).onChoice(rows -> chose()).onOpen(row -> examine()).source(this::page);
		watch();
	}

	private static String model(Row row) {
		ReaderModel model = row.model();
		return model == null ? "–" : model.title();
	}

	private static Mark card(Row row) {
		ChipSerial serial = row.serial();
		String profile = row.profile();
		return switch (row.inside()) {
		case EMPTY -> new Mark(Tone.PLAIN, Labels.of(row.inside()));
		case CARD, AT_WORK -> new Mark(Tone.WAIT, Labels.of(row.inside()));
		case FOREIGN, MUTE, UNREADABLE -> new Mark(Tone.LATE, Labels.of(row.inside()));
		case KNOWN -> new Mark(Tone.DONE,
				(profile == null ? "" : profile.toUpperCase(Locale.ROOT)) + "   " + (serial == null ? "" : serial.shown()));
		};
	}

	private static String tries(Row row) {
		Integer tries = row.pinTries();
		return tries == null ? "" : tries.toString();
	}

	private static Mark errors(Row row) {
		ReaderHealth health = row.health();
		return health.commands() + health.faults() == 0 ? Mark.plain("")
				: new Mark(health.faults() == 0 ? Tone.DONE : Tone.LATE, "%.1f %%".formatted(health.errorRate()));
	}

	private static String speed(Row row) {
		long micros = row.health().p95Micros();
		return micros == 0 ? "" : "%.1f ms".formatted(micros / 1000.0);
	}

	/** A bell may get lost, and a reader that is pulled out rings none. */
	private void watch() {
		if (!view.isDisposed()) {
			if (view.isVisible()) {
				look();
			}
			view.getDisplay().timerExec(LOOK_MILLIS, this::watch);
		}
	}

	/** Looks again if something else is known than what is shown. */
	void look() {
		if (!rows().equals(answered)) {
			table.reload();
		}
	}

	private List<Row> rows() {
		Readers here = readers;
		return here == null ? List.of() : here.rows();
	}

	private Page<Row> page(int from, int size) {
		List<Row> all = rows();
		answered = all;
		int begin = Math.min(from, all.size());
		return new Page<>(all.subList(begin, Math.min(all.size(), begin + size)), begin, all.size());
	}

	private void chose() {
		Row row = table.current();
		panel.show(row == null ? null : row.model());
		bar.info(row == null ? "" : Texts.fill(Messages.Connected_Chosen, row.reader().name(), row.health().commands()));
	}

	private @Nullable String notChosen() {
		return table.current() == null ? Messages.Connected_ChooseFirst : null;
	}

	private void examine() {
		Row row = table.current();
		if (row != null) {
			doctor.open(view.getShell(), row.reader().name());
		}
	}

	private void identify() {
		Row row = table.current();
		Readers here = readers;
		if (row != null && here != null) {
			desk.background().run(Messages.Connected_Identify, () -> here.identify(row.reader().name()),
					identity -> new IdentifyWindow(desk, view.getShell(), identity));
		}
	}
}
