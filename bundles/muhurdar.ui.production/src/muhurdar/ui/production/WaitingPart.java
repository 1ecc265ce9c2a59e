package muhurdar.ui.production;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.BatchPlan;
import muhurdar.api.Cards;
import muhurdar.api.People;
import muhurdar.api.Settings;
import muhurdar.api.WaitingRow;
import muhurdar.domain.Batch;
import muhurdar.domain.Institution;
import muhurdar.domain.KeyType;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Background;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.Form;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Labels;
import muhurdar.ui.Mark;
import muhurdar.ui.Notice;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/** Approved orders without a card; batches are planned from here. */
public final class WaitingPart {

	private static final int USUAL_BATCH = 40;
	private static final int LARGEST_BATCH = 500;

	private final Desk desk;
	private final Cards cards;
	private final Settings settings;
	private final EPartService parts;
	private final View view;
	private final PagedTable<WaitingRow> table;
	private final ActionBar bar;
	/** The first stands for all. */
	private List<Optional<Institution>> institutions = List.of(Optional.empty());

	@Inject
	WaitingPart(Composite parent, Desk desk, EPartService parts, @Service Cards cards, @Service Settings settings,
			@Service People people) {
		this.desk = desk;
		this.cards = cards;
		this.settings = settings;
		this.parts = parts;
		view = new View(parent, "waiting", Messages.Waiting_Title);
		table = new PagedTable<>(view, desk.background(), true, "waiting.table", Messages.Waiting_Title,
				WaitingRow::order);
		table.column(Column.code(Messages.Column_Order, 120, WaitingRow::number))
				.column(Column.text(Messages.Column_Name, 180, WaitingRow::name))
				.column(Column.text(Messages.Column_Institution, 130, WaitingRow::institution))
				.column(Column.code(Messages.Column_Key, 88, row -> Labels.of(row.keyType())))
				.column(Column.number(Messages.Column_End, 104, row -> Dates.day(row.end())))
				.column(Column.mark(Messages.Column_State, 200, WaitingPart::mark))
				.empty(Messages.Waiting_None, null, null);
		bar = new ActionBar(view, view, desk,
				new Action("waiting.plan", Messages.Plan_Action, SWT.MOD1 | SWT.CR, Right.PLAN_BATCH, this::plan),
				List.of());
		table.contextMenu(bar);
		table.onChoice(rows -> bar.info(chosen(rows)));
		desk.follow(table, row -> null);
		desk.watch().listen(view, table::reload);
		table.source((from, size) -> cards.waiting(from, size, desk.actor()));
		desk.background().run(Messages.Plan_Institutions, () -> people.institutions(desk.actor()), this::offer);
		desk.background().run(Messages.LeftBehind_Reading, () -> cards.leftBehind(desk.actor()),
				found -> found.ifPresent(this::leftBehind));
	}

	private void offer(List<Institution> all) {
		List<Optional<Institution>> choice = new ArrayList<>(List.of(Optional.empty()));
		all.forEach(one -> choice.add(Optional.of(one)));
		institutions = choice;
	}

	/** Said once, when the window has been opened. */
	private void leftBehind(Cards.Recovery found) {
		desk.say(new Notice(Tone.WAIT, Texts.fill(Messages.LeftBehind, found.spoiled(), found.finished(),
				found.returnedToStock()), Messages.Hall_ToBatches,
				() -> parts.showPart("muhurdar.part.batches", PartState.ACTIVATE)));
	}

	private static Mark mark(WaitingRow row) {
		Refusal no = row.refusal();
		return no == null ? new Mark(Tone.ACT, Messages.Waiting_Ready) : new Mark(Tone.WAIT, Background.sentence(no));
	}

	private static String chosen(List<WaitingRow> rows) {
		Refusal no = rows.size() == 1 ? rows.getFirst().refusal() : null;
		return rows.isEmpty() ? Messages.Waiting_NoneChosen : no != null ? Background.sentence(no)
				: Texts.fill(Messages.Waiting_Chosen, rows.size());
	}

	private void plan() {
		List<WaitingRow> rows = table.chosen();
		List<OrderId> orders = rows.stream().map(WaitingRow::order).toList();
		KeyType usual = rows.isEmpty() ? KeyType.valueOf(settings.get(Settings.KEY_TYPE)) : rows.getFirst().keyType();
		String explained = rows.isEmpty() ? Messages.Plan_All : Texts.fill(Messages.Plan_Chosen, rows.size());
		FormDialog.<Batch>open(desk, view.getShell(),
				new FormDialog.About("plan", Messages.Plan_Title, explained, Messages.Plan_Do, false), form -> {
					var keyType = form.choice("key", Messages.Column_Key, List.of(KeyType.values()), Labels::of, usual);
					var most = form.text("most", Messages.Plan_Most,
							Integer.toString(rows.isEmpty() ? USUAL_BATCH : rows.size()))
							.rule(text -> number(text) == 0 ? Texts.fill(Messages.Plan_NoNumber, LARGEST_BATCH) : null);
					return rows.isEmpty() ? soonest(form, keyType, most)
							: () -> cards.plan(new BatchPlan(keyType.value(), null, orders, number(most.value())), desk.actor());
				}, this::planned);
	}

	/** Nothing was picked: what is wanted by a day, of one institution or all. */
	private Supplier<Batch> soonest(Form form, Field<KeyType> keyType, Field<String> most) {
		var institution = form.choice("institution", Messages.Column_Institution, institutions,
				one -> one.map(Institution::name).orElse(Messages.Plan_AllInstitutions), institutions.getFirst());
		var until = form.date("until", Messages.Plan_Until,
				LocalDate.now(OrderRules.ZONE).plusDays(settings.get(Settings.PRODUCTION_LEAD)));
		return () -> {
			Optional<Institution> one = institution.value();
			return cards.plan(new BatchPlan(keyType.value(), one.isPresent() ? one.get().id() : null, List.of(),
					number(most.value()), until.value()), desk.actor());
		};
	}

	/** 0 if it is no number that a batch can have. */
	static int number(String text) {
		if (!text.matches("[0-9]{1,3}")) {
			return 0;
		}
		int number = Integer.parseInt(text);
		return number > LARGEST_BATCH ? 0 : number;
	}

	private void planned(Batch batch) {
		table.untick();
		desk.done(Texts.fill(Messages.Plan_Done, batch.number()));
		desk.watch().lookNow();
		parts.showPart("muhurdar.part.batches", PartState.ACTIVATE);
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
