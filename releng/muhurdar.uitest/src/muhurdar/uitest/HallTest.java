package muhurdar.uitest;

import static org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable.syncExec;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotSpinner;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.eclipse.swtchart.Chart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.BatchCount;
import muhurdar.api.Bench;
import muhurdar.api.CardStock;
import muhurdar.api.Cards;
import muhurdar.api.Deliveries;
import muhurdar.api.PackableRow;
import muhurdar.api.SafeRow;
import muhurdar.api.Settings;
import muhurdar.api.Words;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.api.spi.SimulatedHands.Trouble.What;
import muhurdar.api.spi.Store;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchState;
import muhurdar.domain.CardId;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipRange;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Decision;
import muhurdar.domain.Desk;
import muhurdar.domain.DeskId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Tally;
import muhurdar.domain.Why;
import muhurdar.ui.Folders;

/** What surrounds the line: its speed, the count of a shift, the stock and the safe, other desks. */
class HallTest {

	private static final Locale TURKISH = Locale.of("tr");
	private static final int STATE = 7;
	private static final String RECEIVED = "00BB0000000000000000EE0";

	@TempDir
	Path folder;

	@Test
	void theSpeedOfARunningBatchIsACurveAForecastAPlanAndAReportThatOpens() throws Exception {
		Batch batch = House.planned(House.approved(8));
		try (Sitting producer = Sitting.of("burak.sahin")) {
			producer.tab("Hız");
			producer.until("that nothing runs", () -> producer.label("throughput.forecast").startsWith("Çalışan parti yok"));
			producer.picture("hiz-duruyor");
			House.service(Bench.class).start(batch.id(), House.as("derya.aydin"));
			producer.until("when it ends", () -> producer.label("throughput.forecast").matches(
					batch.number() + ": [0-9]+ / 8, [0-9:]+ gibi biter \\(.* kaldı\\)"));
			producer.until("a plan", () -> producer.label("throughput.plan").contains("kart/saat"));
			producer.pictureNow("hiz");
			producer.until("its end", () -> producer.label("throughput.forecast").startsWith("Çalışan parti yok"));
			double[] curve = curve(producer);
			assertTrue(Arrays.stream(curve).max().orElseThrow() >= 8 * 12, () -> "cards per hour: " + Arrays.toString(curve));
			assertTrue(producer.table("throughput.steps").rowCount() >= 10, "a median of every step");
			String plan = producer.label("throughput.plan");
			new SWTBotSpinner((Spinner) producer.bot().widget(withId("throughput.readers"))).setSelection(64);
			producer.until("what 64 readers would bring", () -> !producer.label("throughput.plan").equals(plan));
			producer.picture("hiz-bitti");
			saved(producer, batch);
		}
	}

	private static double[] curve(Sitting sitting) {
		Chart chart = (Chart) sitting.bot().widget(withId("throughput.curve"));
		return syncExec(chart.getDisplay(), () -> chart.getSeriesSet().getSeries()[0].getYSeries());
	}

	private void saved(Sitting producer, Batch batch) throws Exception {
		Folders.answer(folder.toString());
		producer.button("throughput.today").click();
		producer.until("that it is saved", () -> producer.label("banner").contains(folder.toString()));
		LocalDate day = LocalDate.now(ZoneId.of("Europe/Istanbul"));
		try (PDDocument report = Loader.loadPDF(folder.resolve("line-" + day + ".pdf").toFile())) {
			String text = new PDFTextStripper().getText(report);
			assertTrue(text.contains(batch.number()), text);
		}
		assertTrue(Files.size(folder.resolve("line-" + day + ".xlsx")) > 0);
	}

	@Test
	void aBatchIsCountedAndClosedByTwoPeopleAndItsSpoiledCardDestroyedByTwo() throws Exception {
		Batch batch = House.planned(House.approved(3));
		ChipSerial bad = spoiled(batch);
		House.made(batch);
		Actor derya = House.as("derya.aydin");
		BatchCount count = House.service(Cards.class).tally(batch.id(), derya);
		try (Sitting producer = Sitting.of("burak.sahin")) {
			counted(producer, batch, count);
			producer.tab("Kasa");
			SWTBotTable safe = producer.table("safe.table");
			producer.untilCell(safe, 0, bad.shown(), 5, "Kasaya konmayı bekliyor");
			producer.button("safe.put").click();
			SWTBotShell put = producer.dialog("safe");
			put.bot().textWithId("safe.chips").setText(bad.shown());
			producer.picture("kasa-koy");
			producer.ok(put, "safe");
			producer.untilCell(safe, 0, bad.shown(), 5, "Kasada");
			safe.select(safe.indexOf(bad.shown(), 0));
			safe.contextMenu("İmha: ilk imza …").click();
			SWTBotShell condemn = producer.dialog("condemn");
			producer.picture("kasa-imha-1");
			producer.ok(condemn, "condemn");
			producer.untilCell(safe, 0, bad.shown(), 5, "İmha, ikinci imza bekliyor");
		}
		try (Sitting supervisor = Sitting.of("nazli.erdem")) {
			supervisor.perspective('2', "waiting.table");
			closed(supervisor, batch);
			destroyed(supervisor, bad);
		}
	}

	/** A card that did not make its key. */
	private static ChipSerial spoiled(Batch batch) {
		Cards cards = House.service(Cards.class);
		Actor derya = House.as("derya.aydin");
		ChipSerial chip = new ChipSerial("00CC0000000000000000EE01");
		cards.receive(List.of(chip), "akis", derya);
		cards.run(batch.id(), derya);
		CardId card = cards.draw(batch.id(), chip, "akis", derya).orElseThrow().card();
		cards.begin(card, CardStep.KEY, derya);
		cards.failed(card, CardStep.KEY, "CARD_FAULT [KEY, 6F00]", derya);
		cards.pause(batch.id(), derya);
		return chip;
	}

	private static void counted(Sitting producer, Batch batch, BatchCount count) throws Exception {
		producer.tab("Partiler");
		SWTBotTable batches = producer.table("batches.table");
		batches.select(producer.row(batches, 0, batch.number()));
		producer.until("counting as what is next", () -> producer.button("batches.count").isEnabled());
		producer.button("batches.count").click();
		SWTBotShell form = producer.dialog("count");
		form.bot().textWithId("count.good").setText("2");
		form.bot().textWithId("count.spoiled").setText(Integer.toString(count.here(Tally.SPOILED).size()));
		form.bot().textWithId("count.safe").setText("0");
		form.bot().textWithId("count.back").setText(Integer.toString(count.here(Tally.BACK).size()));
		form.bot().buttonWithId("count.ok").click();
		String no = Words.sentence(new Refusal(Why.COUNT_DIFFERS, Tally.GOOD, 3, 2), TURKISH);
		producer.until("that a card is missing", () -> Sitting.says(form, no));
		producer.picture("sayim-tutmuyor");
		form.bot().textWithId("count.good").setText("3");
		producer.ok(form, "count");
		producer.untilCell(batches, 0, batch.number(), STATE, "Sayıldı, ikinci imza bekliyor");
	}

	private static void closed(Sitting supervisor, Batch batch) throws Exception {
		supervisor.tab("Partiler");
		SWTBotTable batches = supervisor.table("batches.table");
		batches.select(supervisor.row(batches, 0, batch.number()));
		supervisor.until("closing as what is next", () -> supervisor.button("batches.close").isEnabled());
		supervisor.button("batches.close").click();
		SWTBotShell close = supervisor.dialog("close");
		supervisor.picture("sayim-kapat");
		supervisor.ok(close, "close");
		supervisor.untilCell(batches, 0, batch.number(), STATE, "Kapatıldı");
	}

	private static void destroyed(Sitting supervisor, ChipSerial bad) throws Exception {
		supervisor.tab("Kasa");
		SWTBotTable safe = supervisor.table("safe.table");
		safe.select(supervisor.row(safe, 0, bad.shown()));
		safe.contextMenu("İmha: ikinci imza …").click();
		SWTBotShell form = supervisor.dialog("destroy");
		form.bot().textWithId("destroy.typed").setText("0000");
		form.bot().buttonWithId("destroy.ok").click();
		assertTrue(form.isOpen(), "nothing is destroyed by a wrong click");
		supervisor.picture("kasa-imha-2");
		form.bot().textWithId("destroy.typed").setText(bad.shown().substring(12));
		supervisor.ok(form, "destroy");
		supervisor.until("that it is gone", () -> safe.indexOf(bad.shown(), 0) < 0);
	}

	@Test
	void aStockTakeShowsTheMissingCardBeforeItIsRecorded() throws Exception {
		List<ChipSerial> chips = new ChipRange(new ChipSerial(RECEIVED + "1"), new ChipSerial(RECEIVED + "5")).serials();
		House.service(CardStock.class).receive("SAYIM-1", "akis", chips, House.as("derya.aydin"));
		try (Sitting producer = Sitting.of("burak.sahin")) {
			producer.tab("Kart stoku");
			SWTBotTable boxes = producer.table("stock.table");
			boxes.select(producer.row(boxes, 0, "SAYIM-1"));
			boxes.contextMenu("Kutuyu say").click();
			SWTBotShell take = producer.dialog("take");
			take.bot().textWithId("take.chips")
					.setText(String.join("\n", chips.subList(1, 5).stream().map(ChipSerial::shown).toList()));
			producer.picture("stok-sayim");
			producer.ok(take, "take");
			SWTBotShell taken = producer.dialog("taken");
			assertTrue(Sitting.says(taken, "1:  " + chips.getFirst().shown()));
			producer.picture("stok-sayim-sonuc");
			assertEquals("0", boxes.cell(boxes.indexOf("SAYIM-1", 0), 5), "only looked at so far");
			producer.ok(taken, "taken");
			producer.untilCell(boxes, 0, "SAYIM-1", 5, "1");
			producer.untilCell(boxes, 0, "SAYIM-1", 3, "4");
			producer.picture("stok-eksik");
		}
	}

	@Test
	void aBatchOfAnotherDeskIsTakenOverAndTheDeskGivenUpOnlyAfterItWasSaidWhatThatMeans() throws Exception {
		Batch batch = House.planned(House.approved(2));
		Actor derya = House.as("derya.aydin");
		House.service(Store.class).write(Actor.SYSTEM, Right.RUN_DEMO, "test", tx -> {
			DeskId other = tx.desks().put(Desk.first(new DeskId(UUID.randomUUID()), "masa-7", tx.now())).id();
			return tx.batches().put(tx.batches().get(batch.id()).run(other, new Decision(derya.user(), tx.now())));
		});
		// a store in a file has one desk; this one is believed to be on a server
		System.setProperty("muhurdar." + Settings.STORE_URL.key(), "jdbc:postgresql:shared");
		try {
			try (Sitting producer = Sitting.of("burak.sahin")) {
				takenOver(producer, batch);
			}
			try (Sitting supervisor = Sitting.of("nazli.erdem")) {
				supervisor.perspective('2', "waiting.table");
				givenUp(supervisor, batch);
			}
		} finally {
			System.clearProperty("muhurdar." + Settings.STORE_URL.key());
		}
		House.made(again(batch)); // no other test finds it paused
	}

	private static void takenOver(Sitting producer, Batch batch) throws Exception {
		producer.tab("Partiler");
		SWTBotTable batches = producer.table("batches.table");
		batches.select(producer.row(batches, 0, batch.number()));
		assertFalse(batches.contextMenu("Masayı kapat …").isEnabled(), "a supervisor's");
		batches.contextMenu("Devral …").click();
		SWTBotShell form = producer.dialog("takeover");
		assertTrue(Sitting.says(form, "masa-7"));
		producer.picture("parti-devral");
		assertEquals(BatchState.RUNNING, again(batch).state());
		assertEquals(batch.number(), batches.cell(0, 0), "nothing is taken over by opening the dialog");
		form.bot().textWithId("takeover.most").setText("1");
		producer.ok(form, "takeover");
		producer.until("the new batch", () -> !batches.cell(0, 0).equals(batch.number()) && batches.cell(0, 4).equals("1"));
		producer.picture("parti-devralindi");
	}

	private static void givenUp(Sitting supervisor, Batch batch) throws Exception {
		supervisor.tab("Partiler");
		SWTBotTable batches = supervisor.table("batches.table");
		batches.select(supervisor.row(batches, 0, batch.number()));
		batches.contextMenu("Masayı kapat …").click();
		SWTBotShell form = supervisor.dialog("giveup");
		form.bot().textWithId("giveup.because").setText("Masanın diski yandı");
		form.bot().textWithId("giveup.desk").setText("masa-8");
		form.bot().buttonWithId("giveup.ok").click();
		assertTrue(form.isOpen(), "no desk is given up by a wrong click");
		supervisor.picture("masayi-kapat");
		form.bot().textWithId("giveup.desk").setText("masa-7");
		supervisor.ok(form, "giveup");
		supervisor.untilCell(batches, 0, batch.number(), STATE, "Duraklatıldı");
	}

	@Test
	void aMuteCardAtThePackingStationIsSpoiledForAReasonAndItsOrderWaitsForAnother() throws Exception {
		PackableRow card = Station.card(House.madeCards(1).getFirst());
		House.service(Deliveries.class).label(card.card(), "manual", null, House.as("gul.celik"));
		ReaderName reader = Station.readers().getFirst();
		SimulatedHands hands = House.service(SimulatedHands.class);
		try (Sitting producer = Sitting.of("burak.sahin")) {
			producer.perspective('3', "packing.table");
			producer.tab(Station.TAB);
			Station station = new Station(producer);
			station.untilSays("ZARFI OKUTUN");
			station.scan(Station.envelope(card));
			station.untilSays("KARTI OKUYUCUYA TAKIN");
			station.insert(card.chip(), () -> hands.plan(reader, new Trouble(1, What.MUTE, 0)));
			producer.until("that the card is mute", () -> {
				hands.plan(reader, new Trouble(1, What.MUTE, 0)); // whoever looks at it
				return station.tile().contains("kart yanıt vermiyor");
			});
			producer.picture("kargo-sessiz-kart");
			producer.press(0, SWT.F7);
			SWTBotShell form = producer.dialog("packing.spoil.form");
			form.bot().textWithId("packing.spoil.form.reason").setText("Çip yanıt vermiyor");
			form.bot().textWithId("packing.spoil.form.lastFour").setText("0");
			form.bot().buttonWithId("packing.spoil.form.ok").click();
			assertTrue(form.isOpen(), "no card is spoiled by a wrong click");
			producer.picture("kargo-bozuk-say");
			form.bot().textWithId("packing.spoil.form.lastFour").setText(card.chip().shown().substring(12));
			producer.ok(form, "packing.spoil.form");
			station.untilSays("ZARFI OKUTUN");
			hands.remove(reader);
			producer.until("what became of it", () -> producer.label("banner").contains(card.chip().shown() + " bozuk sayıldı"));
		}
		hands.plan(reader, new Trouble(1_000_000, What.MUTE, 0));
		SafeRow spoiled = House.service(CardStock.class).safe(House.as("derya.aydin")).stream()
				.filter(row -> row.card().serial().equals(card.chip())).findFirst().orElseThrow();
		assertEquals("Çip yanıt vermiyor", spoiled.card().spoiledBecause());
		Batch batch = House.service(Cards.class).findBatch(spoiled.batch(), House.as("derya.aydin")).orElseThrow();
		House.made(batch);
		assertEquals(Station.envelope(card), Station.envelope(Station.card(card.name())), "another card for the same envelope");
	}

	@Test
	void aHalfMadeCardIsAskedForAndGivenUpWithAReasonWhenItWillNotCome() throws Exception {
		Batch batch = House.planned(House.approved(4));
		House.service(SimulatedHands.class).plan(Station.readers().get(1), new Trouble(24, What.LOST_AFTER, 0));
		Bench bench = House.service(Bench.class);
		try (Sitting producer = Sitting.of("burak.sahin")) {
			producer.tab("Üretim hattı");
			bench.start(batch.id(), House.as("burak.sahin"));
			producer.until("a card that is waited for", () -> !awaited(bench).isEmpty());
			ChipSerial lost = awaited(bench).getFirst();
			producer.until("who asks for it", () -> producer.label("hall.left").contains(lost.shown()));
			producer.until("a reader that asks for it", () -> bench.tiles().stream()
					.anyMatch(tile -> tile.show() == Bench.Show.PUT_BACK && lost.equals(tile.serial())));
			producer.pictureNow("hat-yeniden-tak");
			producer.press(0, SWT.F7);
			SWTBotShell form = producer.dialog("lost");
			form.bot().buttonWithId("lost.ok").click();
			assertTrue(form.isOpen(), "no card is given up without a reason");
			form.bot().textWithId("lost.because").setText("Kart masanın arkasına düştü");
			producer.picture("hat-kart-gelmeyecek");
			producer.ok(form, "lost");
			producer.until("what became of it", () -> producer.label("banner").contains(lost.shown() + " bozuk sayıldı"));
			producer.until("the end of the run", () -> bench.runs().isEmpty());
			SafeRow spoiled = House.service(CardStock.class).safe(House.as("derya.aydin")).stream()
					.filter(row -> row.card().serial().equals(lost)).findFirst().orElseThrow();
			assertEquals("Kart masanın arkasına düştü", spoiled.card().spoiledBecause());
			assertEquals(4, House.service(Cards.class).tally(batch.id(), House.as("derya.aydin")).here(Tally.GOOD).size());
		}
	}

	private static List<ChipSerial> awaited(Bench bench) {
		return bench.runs().stream().flatMap(run -> run.awaited().stream()).toList();
	}

	private static Batch again(Batch batch) {
		return House.service(Cards.class).findBatch(batch.number(), House.as("derya.aydin")).orElseThrow();
	}
}
