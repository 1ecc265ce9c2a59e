package muhurdar.ui.production;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.BatchRow;
import muhurdar.api.Bench;
import muhurdar.api.Cards;
import muhurdar.api.DeskRow;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchState;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Labels;
import muhurdar.ui.Texts;
import muhurdar.ui.View;

/** At which desk a batch runs, and what can be done about it: pause it here, take it over from there, give the desk up. */
final class BatchDesks {

	private final Desk desk;
	private final View view;
	private final Bench bench;
	private final Cards cards;
	private final Supplier<List<BatchRow>> chosen;
	private volatile List<DeskRow> known = List.of();

	BatchDesks(Desk desk, View view, Bench bench, Cards cards, Supplier<List<BatchRow>> chosen) {
		this.desk = desk;
		this.view = view;
		this.bench = bench;
		this.cards = cards;
		this.chosen = chosen;
	}

	List<Action> actions() {
		return List.of(
				new Action("batches.pause", Messages.Pause_Action, 0, Right.PRODUCE, this::notToPause, this::pause),
				new Action("batches.takeover", Messages.TakeOver_Action, 0, Right.PLAN_BATCH, this::notToTakeOver,
						this::takeOver),
				new Action("batches.giveup", Messages.GiveUp_Action, 0, Right.GIVE_UP_DESK, this::notToGiveUp, this::giveUp));
	}

	/** Asks the store; not in the display thread. */
	void read() {
		known = cards.desks(desk.actor());
	}

	/** Empty if it never ran. */
	String name(BatchRow row) {
		DeskRow at = at(row);
		return at == null ? "" : at.desk().shown();
	}

	private @Nullable DeskRow at(BatchRow row) {
		for (DeskRow each : known) {
			if (Objects.equals(each.desk().id(), row.batch().desk())) {
				return each;
			}
		}
		return null;
	}

	private @Nullable BatchRow one() {
		List<BatchRow> rows = chosen.get();
		return rows.size() == 1 ? rows.getFirst() : null;
	}

	private @Nullable String notToPause() {
		BatchRow row = one();
		return row == null ? Messages.Batches_ChooseOne
				: bench.runs().stream().noneMatch(run -> Objects.equals(row.batch().id(), run.batch())) ? Messages.Batches_NotHere
						: null;
	}

	private void pause() {
		Batch batch = chosen.get().getFirst().batch();
		desk.background().run(Messages.Pause_Action, () -> {
			bench.pause(batch.id());
			return batch;
		}, paused -> desk.done(Messages.Hall_Paused));
	}

	private @Nullable String notToTakeOver() {
		BatchRow row = one();
		if (row == null) {
			return Messages.Batches_ChooseOne;
		}
		BatchState now = row.batch().state();
		return now != BatchState.RUNNING && now != BatchState.PAUSED ? Texts.fill(Messages.Batches_Blocked, Labels.of(now))
				: elsewhere(row);
	}

	private @Nullable String elsewhere(BatchRow row) {
		DeskRow at = at(row);
		return at == null || at.here() ? Messages.Batches_Here : null;
	}

	private void takeOver() {
		Batch batch = chosen.get().getFirst().batch();
		DeskRow at = at(chosen.get().getFirst());
		if (at != null) {
			desk.background().run(Messages.TakeOver_Action, () -> cards.remaining(batch.id(), desk.actor()),
					open -> takeOver(batch, at, open));
		}
	}

	private void takeOver(Batch batch, DeskRow at, int open) {
		FormDialog.<Batch>open(desk, view.getShell(), new FormDialog.About("takeover",
				Texts.fill(Messages.TakeOver_Title, batch.number()), Messages.TakeOver_Explained, Messages.TakeOver_Do, false),
				form -> {
					form.fact(Messages.Column_Desk, at.desk().shown());
					form.fact(Messages.GiveUp_Seen, Dates.minute(at.desk().seenAt()));
					form.fact(Messages.TakeOver_Open, Integer.toString(open));
					var most = form.text("most", Messages.TakeOver_Most, Integer.toString(open)).rule(
							text -> WaitingPart.number(text) == 0 ? Texts.fill(Messages.Plan_NoNumber, open) : null);
					return () -> cards.takeOver(batch.id(), WaitingPart.number(most.value()), desk.actor());
				}, taken -> {
					desk.done(Texts.fill(Messages.TakeOver_Done, batch.number(), taken.number()));
					desk.watch().lookNow();
				});
	}

	private @Nullable String notToGiveUp() {
		BatchRow row = one();
		return row == null ? Messages.Batches_ChooseOne : elsewhere(row);
	}

	private void giveUp() {
		DeskRow at = at(chosen.get().getFirst());
		if (at == null) {
			return;
		}
		FormDialog.<Cards.Recovery>open(desk, view.getShell(), new FormDialog.About("giveup",
				Texts.fill(Messages.GiveUp_Title, at.desk().shown()), Messages.GiveUp_Explained, Messages.GiveUp_Do, true),
				form -> {
					form.fact(Messages.GiveUp_Seen, Dates.minute(at.desk().seenAt()));
					form.fact(Messages.GiveUp_Running, String.join(", ", at.running()));
					form.fact(Messages.GiveUp_HalfMade, Integer.toString(at.halfMade()));
					var because = form.note("because", Messages.GiveUp_Because);
					form.text("desk", Messages.GiveUp_Desk, "").rule(
							text -> text.equalsIgnoreCase(at.desk().shown()) ? null : Messages.GiveUp_WrongDesk);
					return () -> cards.giveUp(at.desk().id(), because.value(), desk.actor());
				}, done -> {
					desk.done(Texts.fill(Messages.GiveUp_Done, done.spoiled(), done.finished(), done.returnedToStock()));
					desk.watch().lookNow();
				});
	}
}
