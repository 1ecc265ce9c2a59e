package muhurdar.uitest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;

import org.eclipse.swt.SWT;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.junit.jupiter.api.Test;

import muhurdar.api.Words;
import muhurdar.domain.Refusal;
import muhurdar.domain.S10;
import muhurdar.domain.Why;

/** Kargo. */
class DeliveriesTest {

	private static final int NAME = 2;

	@Test
	void aCheckedCardIsPackedHandedOverAndDelivered() throws Exception {
		List<String> names = House.madeCards(3);
		String name = names.getFirst();
		String tracking = S10.of("RR", 47_110_815, "TR");
		try (Sitting clerk = Sitting.of("gul.celik")) {
			SWTBotTable packing = clerk.table("packing.table");
			clerk.untilCell(packing, NAME, name, 5, "Paketlenebilir");
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
			clerk.picture("kargo-paketle");
			form.bot().textWithId("packing.form.tracking").setText(tracking.toLowerCase(Locale.ROOT));
			clerk.ok(form, "packing.form");
			clerk.until(name + " is packed", () -> packing.indexOf(name, NAME) < 0);
			packTheOthers(clerk, packing, names.subList(1, names.size()));

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

	/** Several at once: they get numbers, nobody types any. */
	private static void packTheOthers(Sitting clerk, SWTBotTable packing, List<String> others) {
		others.forEach(other -> packing.getTableItem(packing.indexOf(other, NAME)).check());
		clerk.button("packing.pack").click();
		clerk.ok(clerk.dialog("packing.form"), "packing.form");
		clerk.until("all are packed", () -> others.stream().allMatch(other -> packing.indexOf(other, NAME) < 0));
	}
}
