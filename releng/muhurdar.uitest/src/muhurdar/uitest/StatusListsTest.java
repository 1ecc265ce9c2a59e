package muhurdar.uitest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.junit.jupiter.api.Test;

import muhurdar.api.CertificateRow;
import muhurdar.api.CertificateStatus;
import muhurdar.domain.CertificateState;

/** Many certificates with one decision, who calls, and taking back. */
class StatusListsTest {

	private static final int STATE = 6;

	@Test
	void threeCertificatesAreRevokedByOneDecisionOfTwoPeopleAfterItWasShownWhatItWouldDo() throws Exception {
		List<CertificateRow> three = House.usableCertificates(3);
		String serials = three.stream().map(row -> String.valueOf(row.certificate().serialNumber()))
				.collect(Collectors.joining("\n"));
		try (Sitting operator = Sitting.of("elif.yildiz")) {
			operator.perspective('4', "certificates.table");
			operator.table("certificates.table").contextMenu("Toplu iptal …").click();
			SWTBotShell form = operator.dialog("bulk.form");
			form.bot().textWithId("bulk.form.serials").setText(serials);
			form.bot().comboBoxWithId("bulk.form.origin").setSelection("Kurum · Yazıyla");
			form.bot().comboBoxWithId("bulk.form.reason").setSelection("Kullanma hakkı geri alındı");
			form.bot().textWithId("bulk.form.evidence").setText("Kurum yazısı 2026/31");
			form.bot().buttonWithId("bulk.form.ok").click();
			operator.until("who cannot say that", () -> Sitting.says(form, "Kurum bu nedeni bildiremez"));
			operator.picture("toplu-1-hangileri");
			form.bot().comboBoxWithId("bulk.form.reason").setSelection("Sertifikaya gerek kalmadı");
			operator.ok(form, "bulk.form");
			SWTBotShell preview = operator.dialog("bulk.preview");
			assertTrue(Sitting.says(preview, "3 sertifikanın 3 tanesi"));
			assertTrue(Sitting.says(preview, "Üretilmemiş siparişler iptal edilir"));
			preview.bot().textWithId("bulk.preview.count").setText("2");
			preview.bot().buttonWithId("bulk.preview.ok").click();
			assertTrue(preview.isOpen(), "nothing is revoked by a wrong number");
			operator.picture("toplu-2-etkisi");
			preview.bot().textWithId("bulk.preview.count").setText("3");
			operator.ok(preview, "bulk.preview");
			operator.until("that it waits", () -> operator.label("banner").contains("ikinci kişiyi bekliyor"));
			operator.tab("Toplu istekler");
			SWTBotTable lists = operator.table("lists.table");
			lists.select(0);
			assertFalse(operator.button("lists.confirm").isEnabled(), "the first of two is not the second");
		}
		assertTrue(states(three).stream().allMatch(state -> state == CertificateState.SUSPENDED), "on hold at once");
		try (Sitting supervisor = Sitting.of("nazli.erdem")) {
			supervisor.perspective('4', "certificates.table");
			supervisor.tab("Toplu istekler");
			SWTBotTable lists = supervisor.table("lists.table");
			lists.select(0);
			SWTBotTable rows = supervisor.table("lists.rows.table");
			supervisor.until("its certificates", () -> rows.rowCount() == 3);
			supervisor.picture("toplu-3-liste");
			supervisor.button("lists.confirm").click();
			SWTBotShell confirm = supervisor.dialog("bulk.confirm");
			confirm.bot().textWithId("bulk.confirm.count").setText("3");
			supervisor.picture("toplu-4-onay");
			supervisor.ok(confirm, "bulk.confirm");
			supervisor.untilCell(lists, 0, lists.cell(0, 0), 5, "Bitti");
			supervisor.until("every result",
					() -> List.of(0, 1, 2).stream().allMatch(row -> rows.cell(row, 4).equals("Yayımlandı")));
			supervisor.picture("toplu-5-bitti");
		}
		assertTrue(states(three).stream().allMatch(state -> state == CertificateState.REVOKED));
	}

	private static List<CertificateState> states(List<CertificateRow> rows) {
		CertificateStatus status = House.service(CertificateStatus.class);
		return rows.stream().map(row -> status.find(String.valueOf(row.certificate().serialNumber()), House.as("elif.yildiz"))
				.orElseThrow().state()).toList();
	}

	@Test
	void aCallerWithWrongAnswersIsNotIdentifiedAndARevocationIsTakenBackByWhoAskedForIt() throws Exception {
		CertificateRow one = House.usableCertificates(1).getFirst();
		try (Sitting operator = Sitting.of("elif.yildiz")) {
			operator.perspective('4', "certificates.table");
			operator.bot().textWithId("certificates.text").setText(String.valueOf(one.certificate().serialNumber()));
			SWTBotTable certificates = operator.table("certificates.table");
			operator.until("only this one", () -> certificates.rowCount() == 1 && certificates.cell(0, 0).equals(one.name()));
			certificates.select(0);
			certificates.setFocus();
			operator.press(0, SWT.F6);
			SWTBotShell call = operator.dialog("call");
			operator.picture("arayan-kim");
			operator.ok(call, "call");
			operator.until("that nobody was identified", () -> operator.label("banner").contains("arayan doğrulanamadı"));

			certificates.contextMenu("İptal et …").click();
			SWTBotShell revoke = operator.dialog("certificates.revoke.form");
			revoke.bot().comboBoxWithId("certificates.revoke.form.origin").setSelection("Sertifika sahibi · Telefonda");
			revoke.bot().comboBoxWithId("certificates.revoke.form.reason").setSelection("Kart ya da PIN başkasının eline geçti");
			revoke.bot().textWithId("certificates.revoke.form.evidence").setText("Telefonla bildirdi");
			String serial = String.valueOf(one.certificate().serialNumber());
			revoke.bot().textWithId("certificates.revoke.form.lastFour").setText(serial.substring(serial.length() - 4));
			revoke.bot().buttonWithId("certificates.revoke.form.ok").click();
			operator.until("that the caller is not known",
					() -> Sitting.says(revoke, "Arayanın sertifika sahibi olduğu doğrulanmadı"));
			operator.picture("iptal-arayan-bilinmiyor");
			revoke.bot().comboBoxWithId("certificates.revoke.form.origin").setSelection("Sertifika sahibi · Masada");
			operator.ok(revoke, "certificates.revoke.form");
			operator.untilCell(certificates, 0, one.name(), STATE, "Kayıp ya da çalıntı");

			operator.tab("İkinci kişi");
			SWTBotTable requests = operator.table("requests.table");
			requests.select(operator.row(requests, 2, one.name()));
			requests.contextMenu("Geri al").click();
			operator.until("that it was taken back", () -> operator.label("banner").contains("geri alındı"));
			operator.picture("iptal-geri-alindi");
		}
		assertEquals(List.of(CertificateState.ISSUED), states(List.of(one)));
	}
}
