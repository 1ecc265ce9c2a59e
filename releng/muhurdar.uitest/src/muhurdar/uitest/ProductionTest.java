package muhurdar.uitest;

import static org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable.syncExec;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.junit.jupiter.api.Test;

import muhurdar.uitest.House.Ordered;

/** Üretim. */
class ProductionTest {

	private static final int READERS = 4;
	/** Column of the batches. */
	private static final int STATE = 7;

	@Test
	void aBatchIsPlannedAndItsCardsAreMadeInTheReaders() throws Exception {
		Set<String> names = new TreeSet<>(House.approved(7).stream().map(Ordered::name).toList());
		try (Sitting producer = Sitting.of("burak.sahin")) {
			SWTBotTable waiting = producer.table("waiting.table");
			for (String name : names) {
				waiting.getTableItem(producer.row(waiting, 1, name)).check();
			}
			producer.button("waiting.plan").click();
			SWTBotShell plan = producer.dialog("plan");
			producer.ok(plan, "plan");
			SWTBotTable batches = producer.table("batches.table");
			assertEquals("Planlandı", batches.cell(0, STATE));
			batches.select(0);
			producer.button("batches.start").click();
			producer.until("a card at work", () -> tiles(producer).stream().anyMatch(tile -> tile.contains("üretiliyor")));
			producer.press(0, SWT.F8);
			producer.until("the pause", () -> producer.label("hall.batch").endsWith("(duraklatıldı)"));
			producer.until("the cards that were begun",
					() -> tiles(producer).stream().noneMatch(tile -> tile.contains("üretiliyor")));
			producer.until("the progress of the whole batch", () -> producer.label("hall.count").equals(
					good(producer).size() + " / " + names.size()));
			int good = good(producer).size();
			assertTrue(good < names.size(), "paused with cards left");
			producer.picture("uretim-duraklatildi");
			producer.press(0, SWT.F8);
			producer.until("the batch goes on", () -> !producer.label("hall.batch").endsWith("(duraklatıldı)"));
			producer.pictureNow("uretim");
			producer.until("the end of the run", () -> producer.label("hall.batch").startsWith("Çalışan parti yok"));
			producer.until("a good card of everybody", () -> good(producer).equals(names));
			producer.until("what became of it", () -> producer.label("banner").contains("bitti: " + names.size() + " sağlam"));
			producer.tab("Partiler");
			producer.until("what is next", () -> batches.cell(0, STATE).equals("Bitti, sayım bekliyor"));
			batches.select(0);
			producer.until("counting as the main action", () -> producer.button("batches.count").isEnabled());
			producer.picture("uretim-partiler");
		}
	}

	@Test
	void aBoxIsReceivedByItsSerialNumbersAndStandsInTheStock() throws Exception {
		try (Sitting producer = Sitting.of("burak.sahin")) {
			producer.tab("Kart stoku");
			SWTBotTable boxes = producer.table("stock.table");
			producer.button("stock.receive").click();
			SWTBotShell receive = producer.dialog("receive");
			receive.bot().textWithId("receive.box").setText("ui-1");
			receive.bot().textWithId("receive.chips").setText("00AA0000000000000000FF01 - 00AA0000000000000000FF0A");
			producer.ok(receive, "receive");
			int row = producer.row(boxes, 0, "UI-1");
			producer.until("its ten cards", () -> boxes.cell(row, 2).equals("10") && boxes.cell(row, 3).equals("10"));
			producer.picture("uretim-stok");
			producer.tab("Kasa");
			producer.until("the safe", () -> producer.button("safe.put").isEnabled());
		}
	}

	/** For whom the list of finished cards has a good one. */
	private static Set<String> good(Sitting producer) {
		SWTBotTable made = producer.table("hall.made");
		Set<String> good = new TreeSet<>();
		for (int row = 0; row < made.rowCount(); row++) {
			if (made.cell(row, 6).startsWith("Sağlam")) {
				good.add(made.cell(row, 3));
			}
		}
		return good;
	}

	private static List<String> tiles(Sitting producer) {
		return IntStream.rangeClosed(1, READERS).mapToObj(number -> {
			Widget tile = producer.bot().widget(withId("tile." + number));
			return syncExec(tile.getDisplay(), () -> String.valueOf(tile.getData()));
		}).toList();
	}
}
