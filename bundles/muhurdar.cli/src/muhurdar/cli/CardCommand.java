package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.CardTrace;
import muhurdar.api.CardOffice;
import muhurdar.api.Cards;
import muhurdar.api.NewPin;
import muhurdar.api.Readers;
import muhurdar.api.Unblockings;
import muhurdar.api.spi.Recognition;
import muhurdar.domain.Actor;
import muhurdar.domain.Atr;
import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.Refusal;
import muhurdar.domain.Unblocking;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code card …}: one chip and its journal, the stock, the card office. */
@Command(name = "card", subcommands = { CardKeyCommand.class, CardPukCommand.class })
final class CardCommand implements Runnable {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

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
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (JournalEntry entry : cards().journal(card.serial(), by)) {
			rows.add(row("at", entry.at(), "step", entry.step(), "phase", entry.phase(), "detail", entry.detail()));
		}
		Map<String, @Nullable Object> found = card(card);
		if (muhurdar().isJson()) { // one document
			found.put("journal", rows);
			muhurdar().output().rows(List.of(found));
		} else {
			muhurdar().output().rows(List.of(found));
			muhurdar().output().rows(rows);
		}
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
			@Option(names = "--out", paramLabel = "FILE", descriptionKey = "trace.out") @Nullable Path out)
			throws InterruptedException {
		Readers readers = muhurdar().bare(Readers.class);
		readers.awaitCards(PATIENCE);
		var traces = new Traces(readers);
		Consumer<CardTrace> listener = out == null ? this::print : trace -> Traces.write(out, trace);
		if (reader != null && chip == null) {
			traces.in(readers.named(reader), listener);
		} else if (chip != null && reader == null) {
			ChipSerial wanted = Numbers.chip(chip);
			someReader(readers);
			traces.of(wanted, listener);
		} else {
			throw muhurdar().wrong("trace.which");
		}
	}

	/** Opens no store. Without a reader: the first one that holds a card. */
	@Command(name = "identify")
	void identify(@Option(names = "--reader", paramLabel = "READER", descriptionKey = "identify.reader") @Nullable String reader,
			@Option(names = "--stub", paramLabel = "FILE", descriptionKey = "identify.stub") @Nullable Path stub)
			throws InterruptedException {
		Readers readers = muhurdar().bare(Readers.class);
		readers.awaitCards(PATIENCE);
		if (reader == null) {
			someReader(readers);
		}
		Readers.Identity identity = readers.identify(reader == null ? withACard(readers.rows()) : readers.named(reader));
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Readers.Asked one : identity.asked()) {
			rows.add(row("profile", one.profile(), "known", one.recognition().answer() == Recognition.Answer.YES, "why",
					one.recognition().reason(), "detail", one.recognition().detail()));
		}
		print(identity, rows);
		if (stub != null) {
			OutFile.writeNew(stub, identity.stub().getBytes(StandardCharsets.UTF_8));
			muhurdar().say("stub.saved", stub);
		}
	}

	private void someReader(Readers readers) {
		if (readers.rows().isEmpty()) {
			throw muhurdar().readerService().orElseGet(() -> new Refusal(Why.NO_READER));
		}
	}

	/** The first one. */
	static String withACard(List<Readers.Row> readers) {
		return readers.stream().filter(row -> row.inside() != Readers.Inside.EMPTY).findFirst()
				.map(row -> row.reader().name()).orElseThrow(() -> new Refusal(Why.NO_CARD));
	}

	/** For programs one document. */
	private void print(Readers.Identity identity, List<Map<String, @Nullable Object>> profiles) {
		Atr atr = identity.atr();
		Integer tck = atr.tck();
		String interfaces = joined(" ", atr.interfaces().stream().map(Atr.InterfaceByte::toString));
		String protocols = joined(" ", atr.protocols().stream().map(protocol -> "T=" + protocol));
		String flaws = joined(", ", atr.flaws().stream().map(flaw -> muhurdar().isJson() ? flaw.name()
				: muhurdar().words.name(flaw)));
		Map<String, @Nullable Object> found = row("reader", identity.reader().name(), "atr", atr.bytes().toHex(), "ts",
				hex(atr.ts()), "t0", hex(atr.t0()), "interface bytes", interfaces, "protocols", protocols, "historical bytes",
				atr.historical().toHex(), "text", atr.historicalText(), "tck", tck == null ? null : hex(tck), "flaws", flaws);
		if (muhurdar().isJson()) {
			found.put("profiles", profiles);
			muhurdar().output().rows(List.of(found));
		} else {
			found.forEach((name, value) -> muhurdar().print("%-20s %s%n"
					.formatted(muhurdar().texts.getString("column." + name.replace(' ', '-')), value == null ? "–" : value)));
			muhurdar().output().rows(profiles);
		}
	}

	private static String joined(String between, Stream<String> texts) {
		return texts.collect(Collectors.joining(between));
	}

	private static String hex(int value) {
		return value < 0 ? "–" : "%02X".formatted(value);
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

	/** The new PIN goes to the screen of whoever sits here, never into the output. */
	@Command(name = "unblock")
	void unblock(@Parameters(paramLabel = "CHIP", descriptionKey = "chip") String chip,
			@Option(names = "--reader", paramLabel = "NAME", required = true, descriptionKey = "reader.name") String reader,
			@Option(names = "--reason", paramLabel = "TEXT", required = true, descriptionKey = "why") String reason) {
		Actor by = muhurdar().actor();
		ChipSerial typed = Numbers.chip(chip);
		CardOffice office = muhurdar().service(CardOffice.class);
		office.check(typed, by); // before anybody looks for a terminal or a card
		Card card = cards().find(typed, by).orElseThrow(() -> new Refusal(Why.NOT_FOUND, chip));
		try (Terminal terminal = Terminal.open();
				NewPin fresh = muhurdar().service(Unblockings.class).unblock(reader, card.serial(), reason, by)) {
			terminal.show(muhurdar().texts.getString("card.pin"), fresh.pin());
			if (!fresh.oldShredded()) {
				muhurdar().warn("card.pin.left");
			}
		}
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Unblocking each : office.unblockings(card.serial(), by)) {
			rows.add(row("chip", card.serial().hex(), "at", each.asked().at(), "state", each.state(), "key version",
					each.keyNumber(), "because", each.reason()));
		}
		muhurdar().output().rows(rows);
	}

	private static Map<String, @Nullable Object> card(Card card) {
		return row("chip", card.serial().hex(), "state", card.state(), "profile", card.profile(), "envelope",
				card.envelope(), "pin tries seen", card.pinTriesSeen(), "spoiled because", card.spoiledBecause());
	}

	private Cards cards() {
		return muhurdar().service(Cards.class);
	}

	Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
