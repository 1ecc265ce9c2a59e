package muhurdar.ui.production;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.CardStock;
import muhurdar.api.Cards;
import muhurdar.api.SafeRow;
import muhurdar.api.Words;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Custody;
import muhurdar.domain.Decision;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Labels;
import muhurdar.ui.Mark;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/** Spoiled and returned cards: laid into the safe, destroyed by two people. */
public final class SafePart {

	private final PagedTable<SafeRow> table;
	private final ActionBar bar;

	@Inject
	SafePart(Composite parent, Desk desk, @Service CardStock stock, @Service Cards cards) {
		View view = new View(parent, "safe", Messages.Safe_Title);
		StockForms forms = new StockForms(desk, stock, cards, view.getShell());
		table = new PagedTable<>(view, desk.background(), true, "safe.table", Messages.Safe_Title, row -> row.card().id());
		table.column(Column.code(Messages.Column_Card, 184, row -> row.card().serial().shown()))
				.column(Column.code(Messages.Column_Batch, 136, SafeRow::batch))
				.column(Column.text(Messages.Column_LaidBy, 120, SafeRow::laidBy))
				.column(Column.number(Messages.Column_LaidAt, 144, row -> Dates.minute(at(row))))
				.column(Column.text(Messages.Column_CondemnedBy, 120, SafeRow::condemnedBy))
				.column(Column.mark(Messages.Column_State, 208, SafePart::mark))
				.column(Column.text(Messages.Column_Why, 280, SafePart::why)).empty(Messages.Safe_None, null, null);
		Action put = new Action("safe.put", Messages.Safe_Put, SWT.MOD1 | SWT.CR, Right.KEEP_STOCK, forms::intoSafe);
		Action condemn = new Action("safe.condemn", Messages.Safe_Condemn, 0, Right.KEEP_STOCK, this::noneChosen,
				() -> forms.condemn(chosen(), table::untick));
		Action destroy = new Action("safe.destroy", Messages.Safe_Destroy, 0, Right.DESTROY_CARD, this::noneChosen,
				() -> forms.destroy(chosen(), table::untick));
		bar = new ActionBar(view, view, desk, put, List.of(condemn, destroy));
		table.contextMenu(bar);
		table.onChoice(rows -> bar.info(
				rows.isEmpty() ? "" : rows.size() == 1 ? why(rows.getFirst()) : Texts.fill(Messages.Safe_Chosen, rows.size())));
		desk.watch().listen(view, table::reload);
		table.source((from, size) -> StockForms.page(stock.safe(desk.actor()), from, size));
	}

	private static String why(SafeRow row) {
		String because = row.card().spoiledBecause();
		return because == null ? "" : Words.of(Locale.getDefault()).reason(because);
	}

	private static @Nullable Instant at(SafeRow row) {
		Custody custody = row.card().custody();
		Decision laid = custody == null ? null : custody.safe();
		return laid == null ? null : laid.at();
	}

	private static Mark mark(SafeRow row) {
		if (!row.card().inSafe()) {
			return new Mark(Tone.ACT, Messages.Safe_Outside);
		}
		return row.condemnedBy().isEmpty() ? Labels.mark(CardState.IN_SAFE)
				: new Mark(Tone.WAIT, Messages.Safe_SecondSignature);
	}

	private @Nullable String noneChosen() {
		return table.chosen().isEmpty() ? Messages.Safe_ChooseFirst : null;
	}

	private List<ChipSerial> chosen() {
		return table.chosen().stream().map(row -> row.card().serial()).toList();
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
