package muhurdar.ui.production;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.eclipse.swt.widgets.Shell;

import muhurdar.api.CardStock;
import muhurdar.api.Cards;
import muhurdar.api.Page;
import muhurdar.api.StockTake;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchState;
import muhurdar.domain.Box;
import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipList;
import muhurdar.domain.ChipSerial;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.Form;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Texts;

/** What is asked about card stock. */
final class StockForms {

	private static final int BATCHES = 1000;
	/** Serial numbers that a dialog names. */
	private static final int NAMED = 8;
	private static final String NUMBER = "[0-9]{1,5}";

	private final Desk desk;
	private final CardStock stock;
	private final Cards cards;
	private final Shell shell;

	StockForms(Desk desk, CardStock stock, Cards cards, Shell shell) {
		this.desk = desk;
		this.stock = stock;
		this.cards = cards;
		this.shell = shell;
	}

	/** A part of a list that is read as a whole. */
	static <R> Page<R> page(List<R> all, int from, int size) {
		int begin = Math.min(from, all.size());
		return new Page<>(all.subList(begin, Math.min(all.size(), begin + size)), begin, all.size());
	}

	void receive() {
		FormDialog.<Box>open(desk, shell, new FormDialog.About("receive", Messages.Receive_Title, Messages.Receive_Explained,
				Messages.Receive_Do, false), form -> {
					Field<String> label = form.text("box", Messages.Column_Box, "");
					Field<String> profile = form.text("profile", Messages.Receive_Profile, "akis");
					Field<String> chips = form.scans("chips", Messages.Stock_Chips);
					return () -> stock.receive(label.value(), profile.value(), CountForms.serials(chips), desk.actor());
				}, box -> changed(Texts.fill(Messages.Receive_Done, box.label())));
	}

	/** Looks first; what was found is confirmed in a second dialog. */
	void take(Box box) {
		FormDialog.<StockTake>open(desk, shell, new FormDialog.About("take", Texts.fill(Messages.Take_Title, box.label()),
				Messages.Take_Explained, Messages.Take_Look, false), form -> {
					Field<String> chips = CountForms.chips(form, Messages.Stock_Chips);
					return () -> stock.look(box.id(), CountForms.serials(chips), desk.actor());
				}, this::confirm);
	}

	private void confirm(StockTake found) {
		String label = found.box().label();
		FormDialog.<Boolean>open(desk, shell, new FormDialog.About("taken", Texts.fill(Messages.Take_Title, label),
				Messages.Taken_Explained, Messages.Taken_Do, false), form -> {
					form.fact(Messages.Taken_InPlace, Integer.toString(found.inPlace().size()));
					fact(form, Messages.Taken_Missing, serials(found.missing()));
					fact(form, Messages.Taken_Again, serials(found.foundAgain()));
					fact(form, Messages.Taken_Elsewhere, serials(found.elsewhere()));
					fact(form, Messages.Taken_Unknown, found.unknown());
					return () -> {
						stock.confirm(found, desk.actor());
						return true;
					};
				}, done -> changed(
						Texts.fill(Messages.Taken_Done, label, found.missing().size(), found.foundAgain().size())));
	}

	private static void fact(Form form, String label, List<ChipSerial> chips) {
		String named = chips.stream().limit(NAMED).map(ChipSerial::shown).collect(Collectors.joining("  "));
		form.fact(label, chips.isEmpty() ? "0" : chips.size() + ":  " + named + (chips.size() > NAMED ? "  …" : ""));
	}

	private static List<ChipSerial> serials(List<Card> cards) {
		return cards.stream().map(Card::serial).toList();
	}

	/** So many from the box's beginning, or those of a list. */
	void keep(Box box) {
		Actor by = desk.actor();
		desk.background().run(Messages.Keep_Action,
				() -> cards.batches(0, BATCHES, by).rows().stream().map(row -> row.batch())
						.filter(batch -> batch.state() == BatchState.PLANNED || batch.state() == BatchState.PAUSED).toList(),
				batches -> FormDialog.<List<Card>>open(desk, shell, new FormDialog.About("keep",
						Texts.fill(Messages.Keep_Title, box.label()), Messages.Keep_Explained, Messages.Keep_Do, false), form -> {
							Field<Batch> batch = form.choice("batch", Messages.Column_Batch, batches, Batch::number,
									batches.size() == 1 ? batches.getFirst() : null);
							Field<String> which = form.note("chips", Messages.Keep_Which);
							return () -> stock.keep(batch.value().id(), chosen(box, which.value(), by), by);
						}, kept -> changed(Texts.fill(Messages.Keep_Done, kept.size()))));
	}

	private List<ChipSerial> chosen(Box box, String which, Actor by) {
		return which.matches(NUMBER) ? stock.cardsOf(box.id(), by).stream().filter(card -> card.state() == CardState.IN_STOCK)
				.limit(Integer.parseInt(which)).map(Card::serial).toList() : ChipList.read(which).serials();
	}

	void spoil() {
		FormDialog.<Card>open(desk, shell, new FormDialog.About("spoil", Messages.Spoil_Title, Messages.Spoil_Explained,
				Messages.Spoil_Do, false), form -> {
					Field<String> chip = form.text("chip", Messages.Column_Card, "");
					Field<String> reason = form.note("reason", Messages.Spoil_Reason);
					return () -> stock.spoil(ChipList.serial(chip.value()), reason.value(), desk.actor());
				}, card -> changed(Texts.fill(Messages.Spoil_Done, card.serial().shown())));
	}

	void intoSafe() {
		FormDialog.<Boolean>open(desk, shell, new FormDialog.About("safe", Messages.Safe_PutTitle, Messages.Safe_PutExplained,
				Messages.Safe_PutDo, false), form -> {
					Field<String> chips = CountForms.chips(form, Messages.Stock_Chips);
					return () -> {
						stock.intoSafe(CountForms.serials(chips), desk.actor());
						return true;
					};
				}, done -> changed(Messages.Safe_PutDone));
	}

	/** @param then after it was signed, in the display thread */
	void condemn(List<ChipSerial> chips, Runnable then) {
		FormDialog.<Integer>open(desk, shell, new FormDialog.About("condemn", Messages.Safe_CondemnTitle,
				Messages.Safe_CondemnExplained, Messages.Safe_CondemnDo, false), form -> {
					fact(form, Messages.Safe_Cards, chips);
					return () -> {
						stock.condemn(chips, desk.actor());
						return chips.size();
					};
				}, signed -> {
					then.run();
					changed(Texts.fill(Messages.Safe_Condemned, signed));
				});
	}

	/** It cannot be undone, so each card is typed or scanned. */
	void destroy(List<ChipSerial> chips, Runnable then) {
		FormDialog.<Integer>open(desk, shell, new FormDialog.About("destroy", Messages.Safe_DestroyTitle,
				Messages.Safe_DestroyExplained, Messages.Safe_DestroyDo, true), form -> {
					fact(form, Messages.Safe_Cards, chips);
					form.note("typed", Messages.Safe_Typed).rule(text -> exactly(chips, text) ? null : Messages.Safe_TypedWrong);
					return () -> {
						stock.destroy(chips, desk.actor());
						return chips.size();
					};
				}, destroyed -> {
					then.run();
					changed(Texts.fill(Messages.Safe_Destroyed, destroyed));
				});
	}

	/** Whether the text names each of these cards once, by its last four digits or more, and no other. */
	static boolean exactly(List<ChipSerial> chips, String text) {
		List<String> open = new ArrayList<>(chips.stream().map(ChipSerial::hex).toList());
		for (String typed : text.strip().toUpperCase(Locale.ROOT).split("[\\s,;]+")) {
			String found = open.stream().filter(chip -> typed.length() >= 4 && chip.endsWith(typed)).findFirst().orElse("");
			if (!open.remove(found)) {
				return false;
			}
		}
		return open.isEmpty();
	}

	private void changed(String sentence) {
		desk.done(sentence);
		desk.watch().lookNow();
	}
}
