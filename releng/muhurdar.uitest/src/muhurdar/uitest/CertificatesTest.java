package muhurdar.uitest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.junit.jupiter.api.Test;

import muhurdar.api.CertificateRow;

/** Sertifikalar. */
class CertificatesTest {

	private static final int STATE = 6;

	@Test
	void oneIsSuspendedAndOpenedAgainAndOneRevokedByTwoPeople() throws Exception {
		List<CertificateRow> two = House.usableCertificates(2);
		CertificateRow lost = two.getFirst();
		CertificateRow left = two.getLast();
		try (Sitting operator = Sitting.of("elif.yildiz")) {
			operator.perspective('4', "certificates.table");
			SWTBotTable certificates = show(operator, lost);
			suspendWithTwoKeys(operator, lost.name());
			operator.untilCell(certificates, 0, lost.name(), STATE, "Kayıp ya da çalıntı");
			operator.until("what fits the row", () -> operator.button("certificates.resume").isVisible());
			operator.until("the way back", () -> operator.button("banner.act").getText().equals("Geri al"));

			certificates.contextMenu("Kullanıma aç …").click();
			SWTBotShell open = operator.dialog("certificates.resume.form");
			open.bot().textWithId("certificates.resume.form.evidence").setText("Kendisi geldi, kimliği görüldü");
			operator.ok(open, "certificates.resume.form");
			operator.untilCell(operator.table("history.table"), 1, "Kullanıma açma", 3, "Onay bekliyor");

			show(operator, left);
			certificates.contextMenu("İptal et …").click();
			SWTBotShell revoke = operator.dialog("certificates.revoke.form");
			revoke.bot().comboBoxWithId("certificates.revoke.form.reason").setSelection("Sertifikaya gerek kalmadı");
			revoke.bot().textWithId("certificates.revoke.form.evidence").setText("Kurum yazısı 2026/17");
			typed(operator, revoke, "certificates.revoke.form", left);
			operator.untilCell(certificates, 0, left.name(), STATE, "Askıda");
			operator.bot().textWithId("certificates.text").setText("");
			operator.until("everybody", () -> certificates.rowCount() > 100);
			certificates.select(operator.row(certificates, 0, lost.name()));
			operator.table("history.table");
			operator.picture("sertifikalar");

			operator.tab("İkinci kişi");
			SWTBotTable own = operator.table("requests.table");
			own.select(operator.row(own, 2, lost.name()));
			assertFalse(operator.button("requests.confirm").isEnabled(), "the first of two is not the second");
		}
		try (Sitting supervisor = Sitting.of("nazli.erdem")) {
			supervisor.perspective('4', "certificates.table");
			supervisor.tab("İkinci kişi");
			SWTBotTable requests = supervisor.table("requests.table");
			supervisor.picture("sertifikalar-ikinci-kisi");
			requests.select(supervisor.row(requests, 2, lost.name()));
			supervisor.button("requests.confirm").click();
			supervisor.until("nothing open about " + lost.name(), () -> requests.indexOf(lost.name(), 2) < 0);
			requests.select(supervisor.row(requests, 2, left.name()));
			supervisor.button("requests.confirm").click();
			typed(supervisor, supervisor.dialog("requests.confirm.form"), "requests.confirm.form", left);
			supervisor.until("nothing open about " + left.name(), () -> requests.indexOf(left.name(), 2) < 0);
			supervisor.tab("Sertifikalar");
			supervisor.untilCell(show(supervisor, lost), 0, lost.name(), STATE, "Kullanıma açık");
			supervisor.untilCell(show(supervisor, left), 0, left.name(), STATE, "İptal edildi");
		}
	}

	@Test
	void aSearchedPersonIsMeantByF9AndNoRowIsHighlightedBesides() throws Exception {
		List<CertificateRow> two = House.usableCertificates(2);
		String highlighted = two.getFirst().name();
		String searched = two.getLast().name();
		try (Sitting operator = Sitting.of("elif.yildiz")) {
			operator.perspective('4', "certificates.table");
			SWTBotTable certificates = show(operator, two.getFirst());
			operator.until("the strip of " + highlighted, () -> operator.inStrip(highlighted));
			operator.bot().textWithId("search").setText(String.valueOf(two.getLast().certificate().serialNumber()));
			operator.bot().textWithId("search").setFocus();
			operator.press(0, SWT.CR);
			operator.until("the strip of " + searched, () -> operator.inStrip(searched));
			assertEquals(0, certificates.selectionCount());
			operator.picture("sertifikalar-aranan");
			operator.press(0, SWT.F9);
			SWTBotShell why = operator.dialog("certificates.suspend.form");
			operator.until("the question in front", why::isActive);
			assertTrue(Sitting.says(why, searched));
			operator.press(0, SWT.ESC);
			operator.until("nothing asked", () -> !why.isOpen());
			operator.press(SWT.MOD1, '1');
			operator.press(SWT.MOD1, '4');
			operator.table("certificates.table");
			assertTrue(operator.inStrip(searched), "reading the list again changes nothing");
		}
	}

	/** Finds the person in the list and selects the row. */
	private static SWTBotTable show(Sitting sitting, CertificateRow whose) {
		sitting.bot().textWithId("certificates.text").setText(String.valueOf(whose.certificate().serialNumber()));
		SWTBotTable table = sitting.table("certificates.table");
		sitting.until("only " + whose.name(), () -> table.rowCount() == 1 && table.cell(0, 0).equals(whose.name()));
		table.select(0);
		table.setFocus();
		return table;
	}

	private static void suspendWithTwoKeys(Sitting operator, String name) throws IOException {
		operator.until("the strip of the selected row", () -> operator.inStrip(name));
		operator.press(0, SWT.F9);
		SWTBotShell why = operator.dialog("certificates.suspend.form");
		operator.until("the question in front", why::isActive);
		operator.picture("sertifikalar-askiya-al");
		operator.press(0, '1');
	}

	/** A wrong end of the serial number is refused at the field, the right one is taken. */
	private static void typed(Sitting sitting, SWTBotShell form, String id, CertificateRow whose) throws IOException {
		String serial = String.valueOf(whose.certificate().serialNumber());
		String end = serial.substring(serial.length() - 4);
		form.bot().textWithId(id + ".lastFour").setText(end.equals("0000") ? "1111" : "0000");
		form.bot().buttonWithId(id + ".ok").click();
		sitting.until("the refusal at the field", () -> Sitting.says(form, "son dört hanesi değil"));
		assertTrue(form.isOpen());
		sitting.picture(id);
		form.bot().textWithId(id + ".lastFour").setText(end);
		assertEquals(end, form.bot().textWithId(id + ".lastFour").getText());
		sitting.ok(form, id);
	}
}
