package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Bench;
import muhurdar.api.CardTrace;
import muhurdar.api.Cards;
import muhurdar.domain.Actor;
import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code card …}: one chip and its journal, the stock. */
@Command(name = "card")
final class CardCommand implements Runnable {

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "show")
	void show(@Parameters(paramLabel = "CHIP", descriptionKey = "chip") String chip) {
		Actor by = muhurdar().actor();
		ChipSerial serial = Numbers.chip(chip);
		Card card = cards().find(serial, by).orElseThrow(() -> new Refusal(Why.NOT_FOUND, chip));
		muhurdar().output().rows(List.of(card(card)));
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (JournalEntry entry : cards().journal(card.serial(), by)) {
			rows.add(row("at", entry.at(), "step", entry.step(), "phase", entry.phase(), "detail", entry.detail()));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "list")
	void list(
			@Option(names = "--state", paramLabel = "STATE", defaultValue = "IN_STOCK", descriptionKey = "card.state") CardState state) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Card card : cards().stock(state, 0, 10_000, muhurdar().actor()).rows()) {
			rows.add(card(card));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "receive")
	void receive(@Parameters(paramLabel = "CHIP", arity = "1..*", descriptionKey = "chip") List<String> chips,
			@Option(names = "--profile", paramLabel = "PROFILE", defaultValue = "akis", descriptionKey = "profile") String profile) {
		int fresh = cards().receive(chips.stream().map(Numbers::chip).toList(), profile, muhurdar().actor());
		muhurdar().output().rows(List.of(row("received", fresh)));
	}

	/** Opens no store: whoever holds the card may ask it. */
	@Command(name = "trace")
	void trace(@Parameters(paramLabel = "CHIP", arity = "0..1", descriptionKey = "chip") @Nullable String chip,
			@Option(names = "--reader", paramLabel = "READER", descriptionKey = "trace.reader") @Nullable String reader,
			@Option(names = "--out", paramLabel = "FILE", descriptionKey = "trace.out") @Nullable Path out) {
		var traces = new Traces(muhurdar().bare(Bench.class));
		Consumer<CardTrace> listener = out == null ? this::print : trace -> Traces.write(out, trace);
		if (reader != null && chip == null) {
			traces.in(reader, listener);
		} else if (chip != null && reader == null) {
			traces.of(Numbers.chip(chip), listener);
		} else {
			throw muhurdar().wrong("trace.which");
		}
	}

	private void print(CardTrace trace) {
		if (muhurdar().isJson()) {
			List<Map<String, @Nullable Object>> rows = new ArrayList<>();
			for (CardTrace.Line line : trace.lines()) {
				rows.add(row("at us", line.at(), "us", line.took(), "command", line.command(), "answer", line.answer()));
			}
			muhurdar().output().rows(rows);
		} else {
			muhurdar().print(trace.text());
		}
	}

	private static Map<String, @Nullable Object> card(Card card) {
		return row("chip", card.serial().hex(), "state", card.state(), "profile", card.profile(), "envelope",
				card.envelope(), "pin tries seen", card.pinTriesSeen(), "spoiled because", card.spoiledBecause());
	}

	private Cards cards() {
		return muhurdar().service(Cards.class);
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
