package muhurdar.uitest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.CertificateStatus;
import muhurdar.api.PackableRow;
import muhurdar.domain.Bytes;
import muhurdar.domain.HoldCause;
import muhurdar.ui.Folders;

/** A certificate as a viewer shows it, with the way of its chip and what CRL and OCSP said. */
class CertificateDetailsTest {

	@TempDir
	Path folder;

	@Test
	void aCertificateIsReadAloudWithTheWayOfItsChipAndWhatWasSeenOfItAndGoesIntoFiles() throws Exception {
		PackableRow made = Station.card(House.madeCards(1).getFirst());
		CertificateStatus status = House.service(CertificateStatus.class);
		CertificateRow row = status.search(new CertificateQuery(null, null, made.chip().shown()), 0, 10, House.as("elif.yildiz"))
				.rows().getFirst();
		String serial = String.valueOf(row.certificate().serialNumber());
		status.suspend(row.certificate().id(), HoldCause.LOSS, "telefon", House.as("elif.yildiz"));
		try (Sitting operator = Sitting.of("elif.yildiz")) {
			operator.perspective('4', "certificates.table");
			SWTBotTable certificates = found(operator, serial, row.name());
			certificates.select(0);
			operator.tab("Ayrıntı");
			SWTBotTable details = operator.table("details.table");
			operator.until("what it says", () -> values(details, "Seri no").contains(serial));
			assertTrue(values(details, "Anahtar kullanımı").contains("İnkâr edilemezlik"),
					values(details, "Anahtar kullanımı")::toString);
			assertTrue(values(details, "Nitelikli sertifika ifadesi").contains("Elektronik imza içindir"),
					values(details, "Nitelikli sertifika ifadesi")::toString);
			assertEquals(2, values(details, "Zincir").size());
			operator.picture("sertifika-ayrinti");
			operator.tab("Kanıt");
			SWTBotTable evidence = operator.table("evidence.table");
			assertEquals(Set.of("SİL", "OCSP"), column(evidence, 1));
			operator.picture("sertifika-kanit");
			operator.tab("Kartın yolu");
			SWTBotTable timeline = operator.table("timeline.table");
			assertTrue(column(timeline, 2).contains(made.chip().shown()), column(timeline, 2)::toString);
			operator.picture("sertifika-kartin-yolu");
			operator.tab("ASN.1");
			operator.until("its ASN.1", () -> operator.bot().textWithId("dump").getText().contains("1.3.6.1.5.5.7.1.3"));
			operator.picture("sertifika-asn1");

			Folders.answer(folder.toString());
			certificates.contextMenu("Dışa aktar (PEM ve DER) …").click();
			operator.until("where it was written", () -> operator.label("banner").contains("sertifika yazıldı"));
			assertEquals(row.certificate().der(), Bytes.of(Files.readAllBytes(folder.resolve(serial + ".cer"))));
			assertEquals(serial, opensslSerial(folder.resolve(serial + ".pem")));

			String number = Station.card(made.name()).name().toLowerCase(java.util.Locale.of("tr")).replace('ı', 'i')
					.replace('ş', 's').replace('ğ', 'g').replace('ç', 'c').replace('ö', 'o').replace('ü', 'u');
			operator.bot().textWithId("certificates.text").setText(number);
			operator.until("the same by a folded name", () -> certificates.indexOf(row.name(), 0) >= 0);
		}
	}

	private static SWTBotTable found(Sitting operator, String text, String name) {
		operator.bot().textWithId("certificates.text").setText(text);
		SWTBotTable table = operator.table("certificates.table");
		operator.until("only " + name, () -> table.rowCount() == 1 && table.cell(0, 0).equals(name));
		return table;
	}

	private static Set<String> values(SWTBotTable details, String field) {
		Set<String> values = new TreeSet<>();
		for (int row = 0; row < details.rowCount(); row++) {
			if (details.cell(row, 0).equals(field)) {
				values.add(details.cell(row, 1));
			}
		}
		return values;
	}

	private static Set<String> column(SWTBotTable table, int column) {
		Set<String> values = new TreeSet<>();
		for (int row = 0; row < table.rowCount(); row++) {
			values.add(table.cell(row, column));
		}
		return values;
	}

	private static String opensslSerial(Path pem) throws Exception {
		Process openssl = new ProcessBuilder("openssl", "x509", "-in", pem.toString(), "-noout", "-serial").start();
		return new String(openssl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip().replace("serial=", "");
	}
}
