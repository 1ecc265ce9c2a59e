package muhurdar.ui.production;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.BatchRow;
import muhurdar.api.Bench;
import muhurdar.api.Cards;
import muhurdar.api.Papers;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchState;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Labels;
import muhurdar.ui.Mark;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Printing;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/** Batches: start or go on, count, close, cancel. */
public final class BatchesPart {

	private final Desk desk;
	private final Bench bench;
	private final EPartService parts;
	private final PagedTable<BatchRow> table;
	private final ActionBar bar;

	@Inject
	BatchesPart(Composite parent, Desk desk, EPartService parts, @Service Cards cards, @Service Bench bench,
			@Service Papers papers) {
		this.desk = desk;
		this.bench = bench;
		this.parts = parts;
		View view = new View(parent, "batches", Messages.Batches_Title);
		table = new PagedTable<>(view, desk.background(), false, "batches.table", Messages.Batches_Title,
				row -> row.batch().id());
		BatchDesks desks = new BatchDesks(desk, view, bench, cards, table::chosen);
		table.column(Column.code(Messages.Column_Batch, 136, row -> row.batch().number()))
				.column(Column.code(Messages.Column_Key, 96, row -> Labels.of(row.batch().keyType())))
				.column(Column.text(Messages.Column_Desk, 112, desks::name))
				.column(Column.number(Messages.Column_Planned, 144, row -> Dates.minute(row.batch().planned().at())))
				.column(Column.number(Messages.Column_Orders, 96, row -> Integer.toString(row.orders())))
				.column(Column.number(Messages.Column_Done, 96, row -> Integer.toString(row.done())))
				.column(Column.number(Messages.Column_Spoiled, 96, row -> Integer.toString(row.spoiled())))
				.column(Column.mark(Messages.Column_State, 200, BatchesPart::mark))
				.empty(Messages.Batches_None, null, null);
		Action start = new Action("batches.start", Messages.Start_Action, 0, Right.PRODUCE, this::notToStart, this::start);
		CountForms forms = new CountForms(desk, cards, view.getShell(), this::moved);
		Action count = counting("batches.count", Messages.Count_Action, forms::byHand);
		Action close = asking("batches.close", Messages.Close_Action, Right.COUNT_BATCH, BatchState.CLOSED, forms::close);
		Action cancel = asking("batches.cancel", Messages.Cancel_Action, Right.PLAN_BATCH, BatchState.CANCELLED,
				forms::cancel);
		List<Action> all = new ArrayList<>(List.of(start, count,
				counting("batches.scan", Messages.Scan_Action, forms::byScan),
				counting("batches.gone", Messages.Gone_Action, forms::missing), close, cancel));
		all.addAll(desks.actions());
		Printing printing = new Printing(desk, view);
		all.addAll(printing.actions("batches.envelopes", Messages.Papers_Envelopes, this::notToPrint, () -> {
			String number = table.chosen().getFirst().batch().number();
			return () -> papers.envelopes(number, null, Locale.getDefault(), desk.actor());
		}));
		all.add(new Action("batches.envelope", Messages.Papers_Envelope, 0, Right.PACK, this::notToPrint,
				() -> envelope(view, papers, printing)));
		all.addAll(printing.actions("batches.list", Messages.Papers_PackingList, this::notToPrint, () -> {
			String number = table.chosen().getFirst().batch().number();
			return () -> papers.packingList(number, Locale.getDefault(), desk.actor());
		}));
		bar = new ActionBar(view, view, desk, SWT.MOD1 | SWT.CR, () -> next(start, count, close), all);
		table.contextMenu(bar);
		table.fromTheTop().onChoice(this::chosen).onOpen(row -> bar.runMain());
		desk.watch().listen(view, table::reload);
		table.source((from, size) -> {
			desks.read();
			return cards.batches(from, size, desk.actor());
		});
	}

	/** Whether there are cards left to be made in a batch that is paused. */
	static boolean canGoOn(BatchRow row) {
		return row.batch().state() == BatchState.PAUSED && row.done() < row.orders();
	}

	private static boolean finished(BatchRow row) {
		return row.batch().state() == BatchState.PAUSED && row.done() >= row.orders();
	}

	/** What the chosen batch waits for. */
	private Action next(Action start, Action count, Action close) {
		@Nullable BatchRow row = table.current();
		return row == null ? start : finished(row) ? count : row.batch().state() == BatchState.COUNTED ? close : start;
	}

	private @Nullable String notToStart() {
		List<BatchRow> rows = table.chosen();
		return rows.size() == 1 && finished(rows.getFirst()) ? Messages.Batches_NothingLeft : blocked(BatchState.RUNNING);
	}

	/** One sheet again, for an envelope that was spoiled. */
	private void envelope(View view, Papers papers, Printing printing) {
		String number = table.chosen().getFirst().batch().number();
		FormDialog.<Integer>open(desk, view.getShell(), new FormDialog.About("envelope", Messages.Papers_Envelope,
				Texts.fill(Messages.Papers_EnvelopeOf, number), Messages.Papers_Choose, false), form -> {
					var envelope = form.text("number", Messages.Column_Envelope, "").rule(
							text -> text.matches("[0-9]{1,9}") ? null : Messages.Papers_EnvelopeNumber);
					return () -> Integer.valueOf(envelope.value());
				}, envelope -> printing.print(Messages.Papers_Envelope,
						() -> papers.envelopes(number, envelope, Locale.getDefault(), desk.actor())));
	}

	private @Nullable String notToPrint() {
		List<BatchRow> rows = table.chosen();
		return rows.size() != 1 ? Messages.Batches_ChooseOne
				: rows.getFirst().batch().state() == BatchState.CANCELLED ? Messages.Papers_Cancelled : null;
	}

	/** Counted once: says that the second signature is somebody else's. */
	private static Mark mark(BatchRow row) {
		Batch batch = row.batch();
		if (finished(row)) {
			return new Mark(Tone.ACT, Messages.Batches_ToCount);
		}
		return batch.state() == BatchState.COUNTED ? new Mark(Tone.WAIT, Messages.Batches_SecondSignature)
				: Labels.mark(batch.state());
	}

	private Action counting(String id, String label, Consumer<Batch> asks) {
		return asking(id, label, Right.COUNT_BATCH, BatchState.COUNTED, asks);
	}

	/** Nothing moves a batch without a dialog that says what will happen. */
	private Action asking(String id, String label, Right right, BatchState to, Consumer<Batch> asks) {
		return new Action(id, label, 0, right, () -> blocked(to), () -> asks.accept(table.chosen().getFirst().batch()));
	}

	private @Nullable String blocked(BatchState to) {
		List<BatchRow> rows = table.chosen();
		if (rows.size() != 1) {
			return Messages.Batches_ChooseOne;
		}
		BatchState now = rows.getFirst().batch().state();
		return now.next().contains(to) ? null : Texts.fill(Messages.Batches_Blocked, Labels.of(now));
	}

	private void chosen(List<BatchRow> rows) {
		if (rows.size() != 1) {
			bar.info("");
			return;
		}
		BatchRow row = rows.getFirst();
		bar.info(Texts.fill(Messages.Batches_Count, row.batch().number(), row.orders(), row.done(), row.spoiled()));
	}

	private void start() {
		Batch batch = table.chosen().getFirst().batch();
		desk.background().run(Messages.Start_Action, () -> {
			bench.start(batch.id(), desk.actor());
			return batch;
		}, started -> {
			desk.done(Texts.fill(Messages.Start_Done, started.number()));
			desk.watch().lookNow();
			parts.showPart("muhurdar.part.hall", PartState.ACTIVATE);
		});
	}

	private void moved(Batch batch) {
		desk.done(Texts.fill(Messages.Batches_Moved, batch.number(), Labels.of(batch.state())));
		table.reload();
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
