package muhurdar.uitest;

import static org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable.syncExec;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotText;
import org.junit.jupiter.api.Test;

import muhurdar.api.Bench;
import muhurdar.api.Deliveries;
import muhurdar.api.PackableRow;
import muhurdar.api.Words;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.S10;
import muhurdar.domain.Why;

/** Kargo. */
class DeliveriesTest {

	private static final int NAME = 2;
	private static final int STATE = 6;

	@Test
	void aCheckedCardGetsItsLabelIsPackedByThreeScansHandedOverAndDelivered() throws Exception {
		List<String> names = House.madeCards(3);
		String name = names.getFirst();
		String tracking = S10.of("RR", 47_110_815, "TR");
		try (Sitting clerk = Sitting.of("gul.celik")) {
			SWTBotTable packing = clerk.table("packing.table");
			clerk.untilCell(packing, NAME, name, STATE, "Etiketi yok");
			clerk.picture("kargo-paketlenecekler");
			packing.select(packing.indexOf(name, NAME));
			packing.setFocus();
			clerk.until("the strip of the selected row", () -> clerk.inStrip(name));
			clerk.press(SWT.MOD1, SWT.CR);
			SWTBotShell form = clerk.dialog("packing.form");
			assertEquals(1, clerk.dialogs("packing.form"));
			form.bot().textWithId("packing.form.tracking").setText("RR471108150TR");
			form.bot().buttonWithId("packing.form.ok").click();
			String no = Words.sentence(new Refusal(Why.TRACKING_NUMBER_INVALID, "RR471108150TR"), Locale.of("tr"));
			clerk.until("the refusal at the field", () -> Sitting.says(form, no));
			assertTrue(form.isOpen());
			clerk.picture("kargo-etiket");
			form.bot().textWithId("packing.form.tracking").setText(tracking.toLowerCase(Locale.ROOT));
			clerk.ok(form, "packing.form");
			clerk.untilCell(packing, NAME, name, STATE, "Paketlenebilir");
			labelTheOthers(clerk, packing, names.subList(1, names.size()));

			clerk.tab("Paketleme masası");
			pack(clerk, row(name), tracking);
			clerk.picture("kargo-paketlendi");

			clerk.tab("Gönderiler");
			SWTBotTable parcels = clerk.table("parcels.table");
			clerk.untilCell(parcels, NAME, name, 6, "Paketlendi");
			assertEquals(tracking, parcels.cell(parcels.indexOf(name, NAME), 1));
			parcels.select(parcels.indexOf(name, NAME));
			parcels.contextMenu("Kuryeye ver").click();
			clerk.untilCell(parcels, NAME, name, 6, "Kuryeye verildi");
			parcels.select(parcels.indexOf(name, NAME));
			clerk.button("parcels.deliver").click();
			SWTBotShell deliver = clerk.dialog("parcels.deliver.form");
			deliver.bot().textWithId("parcels.deliver.form.receivedBy").setText(name);
			deliver.bot().comboBoxWithId("parcels.deliver.form.document").setSelection("T.C. kimlik kartı");
			clerk.picture("kargo-teslim");
			clerk.ok(deliver, "parcels.deliver.form");
			clerk.untilCell(parcels, NAME, name, 6, "Teslim edildi");
			clerk.picture("kargo");
		}
	}

	@Test
	void aMixUpStopsThePackingStationUntilASupervisorClearsItWithAReason() throws Exception {
		List<String> names = House.madeCards(2);
		PackableRow right = row(names.getFirst());
		PackableRow wrong = row(names.getLast());
		String tracking = House.service(Deliveries.class).label(right.card(), "manual", null, House.as("gul.celik"))
				.trackingNumber();
		try (Sitting clerk = Sitting.of("gul.celik")) {
			clerk.table("packing.table");
			clerk.tab("Paketleme masası");
			clerk.until("the envelope is awaited", () -> tile(clerk).contains("ZARFI OKUTUN"));
			scan(clerk, "%04d".formatted(right.envelope()));
			clerk.until("the card is awaited", () -> tile(clerk).contains("KARTI OKUYUCUYA TAKIN"));
			clerk.picture("kargo-kart-tak");
			insert(wrong.chip());
			clerk.until("the station has stopped", () -> tile(clerk).contains("PAKETLEME DURDU"));
			clerk.picture("kargo-durdu");
			scan(clerk, "%04d".formatted(right.envelope()));
			clerk.until("it stays so", () -> tile(clerk).contains("PAKETLEME DURDU"));
			assertFalse(clerk.button("station.clear").isEnabled(), "who packs does not clear");
		}
		try (Sitting supervisor = Sitting.of("nazli.erdem")) {
			supervisor.perspective('3', "packing.table");
			supervisor.tab("Paketleme masası");
			supervisor.until("stopped over a restart", () -> tile(supervisor).contains("PAKETLEME DURDU"));
			supervisor.button("station.clear").click();
			SWTBotShell form = supervisor.dialog("station.clear.form");
			form.bot().textWithId("station.clear.form.reason").setText("Kart yanlış kutudandı");
			supervisor.picture("kargo-ac");
			supervisor.ok(form, "station.clear.form");
			supervisor.until("the envelope is awaited", () -> tile(supervisor).contains("ZARFI OKUTUN"));
		}
		try (Sitting clerk = Sitting.of("gul.celik")) {
			clerk.table("packing.table");
			clerk.tab("Paketleme masası");
			pack(clerk, right, tracking);
		}
	}

	/** By scans alone: nobody clicks anything. */
	private static void pack(Sitting clerk, PackableRow card, String tracking) {
		empty();
		clerk.until("the envelope is awaited", () -> tile(clerk).contains("ZARFI OKUTUN"));
		scan(clerk, "%04d".formatted(card.envelope()));
		clerk.until("the card is awaited", () -> tile(clerk).contains("KARTI OKUYUCUYA TAKIN"));
		insert(card.chip());
		clerk.until("the label is awaited", () -> tile(clerk).contains("ETİKETİ OKUTUN"));
		scan(clerk, tracking);
		clerk.until(card.name() + " is packed", () -> tile(clerk).contains("Paketlendi: " + "%04d".formatted(card.envelope())));
		empty();
	}

	/** What a keyboard wedge does: it types into what has the focus, and Enter. */
	private static void scan(Sitting clerk, String code) {
		SWTBotText field = clerk.bot().textWithId("station.scan");
		clerk.until("the field has the focus", field::isActive);
		field.setText(code);
		clerk.press(0, SWT.CR);
	}

	private static String tile(Sitting clerk) {
		Widget tile = clerk.bot().widget(withId("tile.1"));
		return syncExec(tile.getDisplay(), () -> String.valueOf(tile.getData()));
	}

	private static PackableRow row(String name) {
		return House.service(Deliveries.class).waiting(0, 1000, House.as("gul.celik")).rows().stream()
				.filter(row -> row.name().equals(name)).findFirst().orElseThrow();
	}

	/** No card is in any reader. */
	private static void empty() {
		readers().forEach(House.service(SimulatedHands.class)::remove);
	}

	private static void insert(ChipSerial chip) {
		empty();
		House.service(SimulatedHands.class).insert(readers().getFirst(), chip);
	}

	private static List<ReaderName> readers() {
		return House.service(Bench.class).readers().stream().filter(reader -> reader.driver().equals("simulated")).toList();
	}

	/** Several at once: they get numbers, nobody types any. */
	private static void labelTheOthers(Sitting clerk, SWTBotTable packing, List<String> others) {
		others.forEach(other -> packing.getTableItem(packing.indexOf(other, NAME)).check());
		clerk.button("packing.label").click();
		clerk.ok(clerk.dialog("packing.form"), "packing.form");
		others.forEach(other -> clerk.untilCell(packing, NAME, other, STATE, "Paketlenebilir"));
	}
}
