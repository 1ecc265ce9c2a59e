package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.BoxRow;
import muhurdar.api.CardStock;
import muhurdar.api.Cards;
import muhurdar.api.SafeRow;
import muhurdar.api.StockTake;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.Box;
import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipList;
import muhurdar.domain.ChipRange;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Custody;
import muhurdar.domain.Decision;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code stock …}: boxes of blank cards, cards kept for a batch, spoiled cards and the safe. */
@Command(name = "stock")
final class StockCommand implements Runnable {

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	/** The cards that a command is about, in one of three ways. */
	static final class Chips {

		@Option(names = "--chip", paramLabel = "CHIP", split = ",", descriptionKey = "chips")
		private @Nullable List<String> chips;

		@Option(names = "--file", paramLabel = "FILE", descriptionKey = "chips.file")
		private @Nullable Path file;

		@ArgGroup(exclusive = false)
		private @Nullable Range range;

		/** @throws Refusal CHIP_INVALID, RANGE_INVALID, FIELD_INVALID if the file cannot be read */
		ChipList read() {
			Range between = range;
			Path from = file;
			List<String> typed = chips;
			if (between != null) {
				return new ChipList(new ChipRange(Numbers.chip(between.first), Numbers.chip(between.last)).serials(), List.of());
			}
			return ChipList.read(from != null ? text(from) : typed == null ? "" : String.join("\n", typed));
		}

		private static String text(Path file) {
			try {
				return Files.readString(file);
			} catch (IOException e) {
				throw new Refusal(Why.FIELD_INVALID, e, "--file", file);
			}
		}
	}

	/** From one serial number to another. */
	static final class Range {

		@Option(names = "--first", paramLabel = "CHIP", required = true, descriptionKey = "chips.first")
		private String first = "";

		@Option(names = "--last", paramLabel = "CHIP", required = true, descriptionKey = "chips.last")
		private String last = "";
	}

	@Command(name = "receive")
	void receive(@Parameters(paramLabel = "BOX", descriptionKey = "box") String label,
			@ArgGroup(multiplicity = "1") Chips chips,
			@Option(names = "--profile", paramLabel = "PROFILE", defaultValue = "akis", descriptionKey = "profile") String profile) {
		Actor by = muhurdar().actor();
		ChipList list = chips.read();
		Box box = stock().receive(label, profile, list.serials(), by);
		muhurdar().output().rows(List.of(row("box", box.label(), "profile", box.profile(), "cards", list.serials().size(),
				"typed twice", shown(list.twice()))));
	}

	@Command(name = "list")
	void list(@Parameters(paramLabel = "BOX", arity = "0..1", descriptionKey = "box.one") @Nullable String label) {
		Actor by = muhurdar().actor();
		if (label != null) {
			cards(stock().cardsOf(stock().box(label, by).id(), by));
			return;
		}
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		stock().boxes(by).forEach(each -> rows.add(box(each)));
		muhurdar().output().rows(rows);
	}

	@Command(name = "reserve")
	void reserve(@Parameters(paramLabel = "BATCH", descriptionKey = "batch") String number,
			@ArgGroup(multiplicity = "0..1") @Nullable Chips chips,
			@Option(names = "--box", paramLabel = "BOX", descriptionKey = "reserve.box") @Nullable String label,
			@Option(names = "--count", paramLabel = "COUNT", defaultValue = "0", descriptionKey = "reserve.count") int count) {
		Actor by = muhurdar().actor();
		if ((chips == null) == (label == null)) {
			throw muhurdar().wrong("chips.or.box");
		}
		List<ChipSerial> serials = chips != null ? chips.read().serials()
				: stock().cardsOf(stock().box(Numbers.present(label), by).id(), by).stream()
						.filter(card -> card.state() == CardState.IN_STOCK).limit(count).map(Card::serial).toList();
		cards(stock().keep(batch(number, by).id(), serials, by));
	}

	@Command(name = "give-back")
	void giveBack(@Parameters(paramLabel = "BATCH", descriptionKey = "batch") String number,
			@ArgGroup(multiplicity = "0..1") @Nullable Chips chips) {
		Actor by = muhurdar().actor();
		cards(stock().giveBack(batch(number, by).id(), chips == null ? List.of() : chips.read().serials(), by));
	}

	@Command(name = "take")
	void take(@Parameters(paramLabel = "BOX", descriptionKey = "box") String label, @ArgGroup(multiplicity = "1") Chips chips,
			@Option(names = "--confirm", descriptionKey = "take.confirm") boolean confirm) {
		Actor by = muhurdar().actor();
		StockTake found = stock().look(stock().box(label, by).id(), chips.read().serials(), by);
		if (confirm) {
			stock().confirm(found, by);
		}
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		found.missing().forEach(card -> rows.add(taken(card.serial(), card.state(), "take.missing")));
		found.foundAgain().forEach(card -> rows.add(taken(card.serial(), card.state(), "take.again")));
		found.elsewhere().forEach(card -> rows.add(taken(card.serial(), card.state(), "take.elsewhere")));
		found.unknown().forEach(chip -> rows.add(taken(chip, null, "take.unknown")));
		if (muhurdar().isJson()) {
			muhurdar().output().rows(List.of(row("box", found.box().label(), "in place", found.inPlace().size(), "confirmed",
					confirm, "findings", rows)));
		} else {
			muhurdar().output().rows(rows);
			muhurdar().say(confirm ? "take.done" : "take.shown", found.box().label(), found.inPlace().size(),
					found.missing().size(), found.foundAgain().size());
		}
	}

	private Map<String, @Nullable Object> taken(ChipSerial chip, @Nullable CardState state, String finding) {
		String text = said(finding);
		return row("chip", chip.hex(), "state", state, "finding", text);
	}

	/** For programs the key's last part. */
	private String said(String key) {
		return muhurdar().isJson() ? key.substring(key.indexOf('.') + 1) : muhurdar().texts.getString(key);
	}

	@Command(name = "spoil")
	void spoil(@Parameters(paramLabel = "CHIP", descriptionKey = "chip") String chip,
			@Option(names = "--reason", paramLabel = "TEXT", required = true, descriptionKey = "why") String reason) {
		Actor by = muhurdar().actor();
		ChipSerial serial = Numbers.chip(chip);
		Cards cards = muhurdar().service(Cards.class);
		boolean finished = cards.find(serial, by).filter(card -> card.state() == CardState.CHECKED).isPresent();
		cards(List.of(finished ? cards.spoil(serial, reason, by) : stock().spoil(serial, reason, by)));
	}

	@Command(name = "safe")
	void safe(@Parameters(paramLabel = "CHIP", arity = "0..*", descriptionKey = "safe.chips") @Nullable List<String> chips,
			@Option(names = "--destroyed", descriptionKey = "safe.destroyed") boolean destroyed) {
		Actor by = muhurdar().actor();
		if (chips != null && !chips.isEmpty()) {
			stock().intoSafe(serials(chips), by);
		}
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (SafeRow each : destroyed ? stock().destroyed(by) : stock().safe(by)) {
			Custody custody = each.card().custody();
			Decision laid = custody == null ? null : custody.safe();
			Decision gone = custody == null ? null : custody.destroyed();
			rows.add(row("chip", each.card().serial().hex(), "state", each.card().state(), "batch", each.batch(), "because",
					because(each.card()), "laid by", each.laidBy(), "laid at", laid == null ? null : laid.at(),
					"destruction signed by", each.condemnedBy(), "destroyed by", each.destroyedBy(), "destroyed at",
					gone == null ? null : gone.at()));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "destroy")
	void destroy(@Parameters(paramLabel = "CHIP", arity = "1..*", descriptionKey = "chip") List<String> chips,
			@Option(names = "--confirm", descriptionKey = "destroy.confirm") boolean confirm) {
		Actor by = muhurdar().actor();
		if (confirm) {
			stock().destroy(serials(chips), by);
			muhurdar().say("destroy.done", chips.size());
		} else {
			stock().condemn(serials(chips), by);
			muhurdar().say("destroy.waits", chips.size());
		}
		Cards cards = muhurdar().service(Cards.class);
		cards(serials(chips).stream().flatMap(chip -> cards.find(chip, by).stream()).toList());
	}

	private static List<ChipSerial> serials(List<String> chips) {
		return chips.stream().map(Numbers::chip).toList();
	}

	private void cards(List<Card> cards) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		cards.forEach(card -> rows.add(row("chip", card.serial().hex(), "state", card.state(), "spoiled because",
				because(card))));
		muhurdar().output().rows(rows);
	}

	/** In words for people, for programs as it is stored. */
	private @Nullable String because(Card card) {
		String because = card.spoiledBecause();
		return because == null || muhurdar().isJson() ? because : muhurdar().words.reason(because);
	}

	private Batch batch(String number, Actor by) {
		return muhurdar().service(Cards.class).findBatch(number, by).orElseThrow(() -> new Refusal(Why.NOT_FOUND, number));
	}

	private static Map<String, @Nullable Object> box(BoxRow row) {
		Box box = row.box();
		return row("box", box == null ? null : box.label(), "profile", box == null ? null : box.profile(), "received",
				box == null ? null : box.received().at(), "first", row.first().hex(), "last", row.last().hex(), "cards",
				row.all(),
				"in stock", row.in(CardState.IN_STOCK), "reserved", row.in(CardState.RESERVED), "missing",
				row.in(CardState.MISSING), "spoiled", row.in(CardState.SPOILED), "destroyed", row.in(CardState.DESTROYED));
	}

	private static String shown(List<ChipSerial> serials) {
		return String.join(" ", serials.stream().map(ChipSerial::hex).toList());
	}

	private CardStock stock() {
		return muhurdar().service(CardStock.class);
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
