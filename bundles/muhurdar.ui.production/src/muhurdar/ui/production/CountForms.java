package muhurdar.ui.production;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.swt.widgets.Shell;

import muhurdar.api.BatchCount;
import muhurdar.api.Cards;
import muhurdar.api.OnTable;
import muhurdar.api.Words;
import muhurdar.domain.Batch;
import muhurdar.domain.Card;
import muhurdar.domain.ChipList;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Tally;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.Form;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Labels;
import muhurdar.ui.Texts;

/** How a batch ends: counted by hand or card by card, what cannot be found, closed or cancelled. */
final class CountForms {

	private final Desk desk;
	private final Cards cards;
	private final Shell shell;
	private final Consumer<Batch> counted;

	/** @param counted told of a batch that was counted, closed or cancelled */
	CountForms(Desk desk, Cards cards, Shell shell, Consumer<Batch> counted) {
		this.desk = desk;
		this.cards = cards;
		this.shell = shell;
		this.counted = counted;
	}

	/** What there has to be stands above; what there is is typed by the person who counted. */
	void byHand(Batch batch) {
		ask("count", Messages.Count_Title, batch, Messages.Count_Explained, Messages.Count_Sign, (form, count) -> {
			Field<String> good = number(form, "good", Labels.of(Tally.GOOD));
			Field<String> spoiled = number(form, "spoiled", Labels.of(Tally.SPOILED));
			Field<String> safe = number(form, "safe", Labels.of(Tally.IN_SAFE));
			Field<String> back = number(form, "back", Labels.of(Tally.BACK));
			return () -> cards.count(batch.id(), new OnTable.Counted(value(good), value(spoiled), value(safe), value(back)),
					desk.actor());
		}, counted);
	}

	void byScan(Batch batch) {
		ask("scan", Messages.Scan_Title, batch, Messages.Scan_Explained, Messages.Count_Sign, (form, count) -> {
			Field<String> chips = chips(form, Messages.Stock_Chips);
			return () -> cards.count(batch.id(), new OnTable.Scanned(serials(chips)), desk.actor());
		}, counted);
	}

	/** It cannot be undone. */
	void missing(Batch batch) {
		ask("gone", Messages.Gone_Title, batch, Messages.Gone_Explained, Messages.Gone_Declare, (form, count) -> {
			Field<String> chips = chips(form, Messages.Gone_Chips);
			return () -> cards.declareMissing(batch.id(), serials(chips), desk.actor());
		}, (List<Card> gone) -> {
			desk.done(Texts.fill(Messages.Gone_Done, gone.size()));
			desk.watch().lookNow();
		});
	}

	/** The second signature. */
	void close(Batch batch) {
		ask("close", Messages.Close_Title, batch, Messages.Close_Explained, Messages.Close_Do,
				(form, count) -> () -> cards.close(batch.id(), desk.actor()), counted);
	}

	void cancel(Batch batch) {
		FormDialog.<Batch>open(desk, shell, new FormDialog.About("cancel", Texts.fill(Messages.Cancel_Title, batch.number()),
				Messages.Cancel_Explained, Messages.Cancel_Do, true), form -> {
					form.lastFour(batch.number());
					return () -> cards.cancel(batch.id(), desk.actor());
				}, counted);
	}

	private <T> void ask(String id, String title, Batch batch, String explained, String does,
			BiFunction<Form, BatchCount, Supplier<T>> fields, Consumer<? super T> then) {
		boolean grave = id.equals("gone");
		desk.background().run(title, () -> cards.tally(batch.id(), desk.actor()), count -> {
			Function<Form, Supplier<T>> build = form -> {
				form.fact(Messages.Count_Drawn, count.equation(Words.of(Locale.getDefault())));
				return fields.apply(form, count);
			};
			FormDialog.<T>open(desk, shell,
					new FormDialog.About(id, Texts.fill(title, batch.number()), explained, does, grave), build, then);
		});
	}

	private static Field<String> number(Form form, String name, String label) {
		return form.text(name, label, "").rule(text -> text.matches("[0-9]{1,5}") ? null : Messages.Count_NoNumber);
	}

	private static int value(Field<String> number) {
		return Integer.parseInt(number.value());
	}

	/** Several lines: a scanner ends each number with Enter. */
	static Field<String> chips(Form form, String label) {
		return form.scans("chips", label);
	}

	static List<ChipSerial> serials(Field<String> chips) {
		return ChipList.read(chips.value()).serials();
	}
}
