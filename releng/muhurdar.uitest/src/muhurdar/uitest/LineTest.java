package muhurdar.uitest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.junit.jupiter.api.Test;

import muhurdar.api.Deliveries;
import muhurdar.api.PackableRow;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.api.spi.SimulatedHands.Trouble.What;
import muhurdar.domain.ShipmentState;
import muhurdar.uitest.House.Ordered;

/** The whole line: a batch of twenty on four readers, two of which spoil a card, from the plan to the packed parcels. */
class LineTest {

	private static final int READERS = 4;
	private static final int NAME = 2;
	private static final int STATE = 6;

	@Test
	void twentyCardsOnFourReadersWithTwoFaultsFromThePlanToThePackedParcels() throws Exception {
		Set<String> names = new TreeSet<>(House.approved(20).stream().map(Ordered::name).toList());
		List<ReaderName> readers = Station.readers();
		assertEquals(READERS, readers.size());
		SimulatedHands hands = House.service(SimulatedHands.class);
		hands.plan(readers.get(1), new Trouble(40, What.PULLED_AFTER, 0));
		hands.plan(readers.get(2), new Trouble(25, What.ANSWERS, 0x6F00));
		try (Sitting producer = Sitting.of("burak.sahin")) {
			made(producer, names);
		}
		try (Sitting clerk = Sitting.of("gul.celik")) {
			packed(clerk, names);
		}
	}

	private static void made(Sitting producer, Set<String> names) throws Exception {
		SWTBotTable waiting = producer.table("waiting.table");
		for (String name : names) {
			waiting.getTableItem(producer.row(waiting, 1, name)).check();
		}
		producer.picture("hat-1-sec");
		producer.button("waiting.plan").click();
		SWTBotShell plan = producer.dialog("plan");
		producer.ok(plan, "plan");
		SWTBotTable batches = producer.table("batches.table");
		assertEquals("Planlandı", batches.cell(0, 7));
		producer.picture("hat-2-planlandi");
		batches.select(0);
		producer.button("batches.start").click();
		SWTBotTable made = producer.table("hall.made");
		producer.until("some cards", () -> good(made).size() >= READERS);
		producer.pictureNow("hat-3-uretiliyor");
		producer.until("both faults", () -> made.rowCount() - good(made).size() >= 2);
		producer.pictureNow("hat-4-bozuk");
		for (int cards = READERS; cards < names.size(); cards += READERS) {
			int next = cards;
			producer.until("more than " + next + " good cards", () -> good(made).size() > next);
		}
		producer.until("a good card of everybody", () -> good(made).equals(names));
		producer.until("the end of the run", () -> producer.label("hall.batch").startsWith("Çalışan parti yok"));
		assertEquals(names.size() + 2, made.rowCount(), "cards that were put in");
		producer.picture("hat-5-bitti");
	}

	/** For whom the list of finished cards has a good one. */
	private static Set<String> good(SWTBotTable made) {
		Set<String> good = new TreeSet<>();
		for (int row = 0; row < made.rowCount(); row++) {
			if (made.cell(row, 6).startsWith("Sağlam")) {
				good.add(made.cell(row, 3));
			}
		}
		return good;
	}

	private static void packed(Sitting clerk, Set<String> names) throws Exception {
		SWTBotTable packing = clerk.table("packing.table");
		names.forEach(name -> packing.getTableItem(clerk.row(packing, NAME, name)).check());
		clerk.button("packing.label").click();
		clerk.ok(clerk.dialog("packing.form"), "packing.form");
		names.forEach(name -> clerk.untilCell(packing, NAME, name, STATE, "Paketlenebilir"));
		clerk.picture("hat-6-etiketler");
		clerk.tab(Station.TAB);
		Station station = new Station(clerk);
		for (String name : names) {
			PackableRow card = Station.card(name);
			station.pack(card, String.valueOf(card.trackingNumber()));
		}
		clerk.picture("hat-7-paketlendi");
		clerk.tab("Gönderiler");
		clerk.table("parcels.table");
		clerk.picture("hat-8-gonderiler");
		Set<String> packed = new TreeSet<>(House.service(Deliveries.class)
				.search(ShipmentState.PACKED, null, 0, 1000, House.as("gul.celik")).rows().stream().map(row -> row.name())
				.toList());
		assertTrue(packed.containsAll(names), () -> names + " without " + packed);
	}
}
