package muhurdar.uitest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;

import org.eclipse.swt.SWT;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.junit.jupiter.api.Test;

import muhurdar.api.Deliveries;
import muhurdar.api.PackableRow;
import muhurdar.api.Words;
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

			clerk.tab(Station.TAB);
			new Station(clerk).pack(Station.card(name), tracking);
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
		PackableRow right = Station.card(names.getFirst());
		PackableRow wrong = Station.card(names.getLast());
		String tracking = House.service(Deliveries.class).label(right.card(), "manual", null, House.as("gul.celik"))
				.trackingNumber();
		try (Sitting clerk = Sitting.of("gul.celik")) {
			clerk.table("packing.table");
			clerk.tab(Station.TAB);
			Station station = new Station(clerk);
			station.untilSays("ZARFI OKUTUN");
			station.scan(Station.envelope(right));
			station.untilSays("KARTI OKUYUCUYA TAKIN");
			clerk.picture("kargo-kart-tak");
			station.insert(wrong.chip());
			station.untilSays("PAKETLEME DURDU");
			clerk.picture("kargo-durdu");
			station.scan(Station.envelope(right));
			station.untilSays("PAKETLEME DURDU");
			assertFalse(clerk.button("station.clear").isEnabled(), "who packs does not clear");
		}
		try (Sitting supervisor = Sitting.of("nazli.erdem")) {
			supervisor.perspective('3', "packing.table");
			supervisor.tab(Station.TAB);
			Station station = new Station(supervisor);
			station.untilSays("PAKETLEME DURDU");
			supervisor.button("station.clear").click();
			SWTBotShell form = supervisor.dialog("station.clear.form");
			form.bot().textWithId("station.clear.form.reason").setText("Kart yanlış kutudandı");
			supervisor.picture("kargo-ac");
			supervisor.ok(form, "station.clear.form");
			station.untilSays("ZARFI OKUTUN");
		}
		try (Sitting clerk = Sitting.of("gul.celik")) {
			clerk.table("packing.table");
			clerk.tab(Station.TAB);
			new Station(clerk).pack(right, tracking);
		}
	}

	/** Several at once: they get numbers, nobody types any. */
	private static void labelTheOthers(Sitting clerk, SWTBotTable packing, List<String> others) {
		others.forEach(other -> packing.getTableItem(packing.indexOf(other, NAME)).check());
		clerk.button("packing.label").click();
		clerk.ok(clerk.dialog("packing.form"), "packing.form");
		others.forEach(other -> clerk.untilCell(packing, NAME, other, STATE, "Paketlenebilir"));
	}
}
