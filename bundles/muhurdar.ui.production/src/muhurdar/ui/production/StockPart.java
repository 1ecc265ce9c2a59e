package muhurdar.ui.production;

import java.util.List;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.BoxRow;
import muhurdar.api.CardStock;
import muhurdar.api.Cards;
import muhurdar.domain.Box;
import muhurdar.domain.CardState;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Texts;
import muhurdar.ui.View;

/** Boxes of blank cards: taken in, counted, kept for a batch; single ones spoiled. */
public final class StockPart {

	private final PagedTable<BoxRow> table;
	private final ActionBar bar;

	@Inject
	StockPart(Composite parent, Desk desk, @Service CardStock stock, @Service Cards cards) {
		View view = new View(parent, "stock", Messages.Stock_Title);
		StockForms forms = new StockForms(desk, stock, cards, view.getShell());
		table = new PagedTable<>(view, desk.background(), false, "stock.table", Messages.Stock_Title, BoxRow::first);
		table.column(Column.code(Messages.Column_Box, 136, StockPart::label))
				.column(Column.number(Messages.Column_Received, 144, StockPart::received))
				.column(Column.number(Messages.Column_Cards, 80, row -> Integer.toString(row.all())))
				.column(number(Messages.Column_InStock, CardState.IN_STOCK))
				.column(number(Messages.Column_Kept, CardState.RESERVED))
				.column(number(Messages.Column_Missing, CardState.MISSING))
				.column(number(Messages.Column_Spoiled, CardState.SPOILED))
				.column(Column.code(Messages.Column_FirstChip, 168, row -> row.first().shown()))
				.column(Column.code(Messages.Column_LastChip, 168, row -> row.last().shown()))
				.empty(Messages.Stock_None, null, null);
		Action receive = new Action("stock.receive", Messages.Receive_Action, SWT.MOD1 | SWT.CR, Right.KEEP_STOCK,
				forms::receive);
		Action take = new Action("stock.take", Messages.Take_Action, 0, Right.KEEP_STOCK, this::noBox, () -> forms.take(box()));
		Action keep = new Action("stock.keep", Messages.Keep_Action, 0, Right.KEEP_STOCK, this::noBox, () -> forms.keep(box()));
		Action spoil = new Action("stock.spoil", Messages.Spoil_Action, 0, Right.KEEP_STOCK, forms::spoil);
		bar = new ActionBar(view, view, desk, receive, List.of(take, keep, spoil));
		table.contextMenu(bar);
		table.onChoice(rows -> bar.info(rows.size() == 1 ? said(rows.getFirst()) : ""));
		desk.watch().listen(view, table::reload);
		table.source((from, size) -> StockForms.page(stock.boxes(desk.actor()), from, size));
	}

	private static Column<BoxRow> number(String title, CardState state) {
		return Column.number(title, 80, row -> Integer.toString(row.in(state)));
	}

	private static String label(BoxRow row) {
		Box box = row.box();
		return box == null ? Messages.Stock_NoBox : box.label();
	}

	private static String received(BoxRow row) {
		Box box = row.box();
		return box == null ? "" : Dates.minute(box.received().at());
	}

	private static String said(BoxRow row) {
		return Texts.fill(Messages.Stock_Chosen, label(row), row.all(), row.in(CardState.IN_STOCK));
	}

	private @Nullable String noBox() {
		List<BoxRow> rows = table.chosen();
		return rows.size() == 1 && rows.getFirst().box() != null ? null : Messages.Stock_ChooseBox;
	}

	private Box box() {
		Box box = table.chosen().getFirst().box();
		if (box == null) {
			throw new IllegalStateException("no box");
		}
		return box;
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
