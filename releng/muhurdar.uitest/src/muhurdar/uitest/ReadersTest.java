package muhurdar.uitest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

import muhurdar.api.CertificateRow;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;

/** Okuyucular. */
class ReadersTest {

	private static final int SERIAL = 2;
	private static final int STATE = 6;
	private static final int READER = 1;
	private static final int MODEL = 2;
	private static final int CARD = 4;

	@Test
	void aFaultyReaderGoesFromTheCallToItsAnswer() throws Exception {
		CertificateRow caller = House.usableCertificates(1).getFirst();
		String serial = "RD-4711";
		House.reportReader("ACS ACR39U", "RD-0815", "USB bağlantısı gevşek");
		House.reportReader("MİLKO M-2", "RD-1234", "Kart yuvası kırık");
		try (Sitting desk = Sitting.of("okan.polat")) {
			desk.bot().buttonWithId("returns.report").click();
			SWTBotShell report = desk.dialog("returns.report.form");
			report.bot().textWithId("returns.report.form.person").setText(String.valueOf(caller.certificate().serialNumber()));
			desk.until("the caller's institution", () -> report.bot().comboBoxWithId("returns.report.form.institution")
					.selection().equals(caller.institution()));
			report.bot().textWithId("returns.report.form.model").setText("ACS ACR38T");
			report.bot().textWithId("returns.report.form.serialNumber").setText(serial);
			report.bot().textWithId("returns.report.form.fault").setText("Işığı yanmıyor, kartı görmüyor");
			desk.picture("okuyucular-ariza");
			desk.ok(report, "returns.report.form");
			SWTBotTable returns = desk.table("returns.table");
			desk.untilCell(returns, SERIAL, serial, STATE, "Bildirildi");

			move(desk, returns, serial, "Değerlendirildi", "Başka bilgisayarda da aynı");
			move(desk, returns, serial, "Geri istendi", "");
			move(desk, returns, serial, "Teslim alındı", "");
			desk.picture("okuyucular");
			move(desk, returns, serial, "İncelendi", "");
			move(desk, returns, serial, "Onarıldı", "Kablosu değişti");
			move(desk, returns, serial, "Geri gönderildi", "");
			step(desk, returns, serial, "Kapatıldı", "");
			desk.bot().comboBoxWithId("returns.state").setSelection("Kapatıldı");
			desk.untilCell(returns, SERIAL, serial, STATE, "Kapatıldı");
		}
	}

	private static void move(Sitting desk, SWTBotTable returns, String serial, String to, String note) {
		step(desk, returns, serial, to, note);
		desk.untilCell(returns, SERIAL, serial, STATE, to);
	}

	private static void step(Sitting desk, SWTBotTable returns, String serial, String to, String note) {
		int row = desk.row(returns, SERIAL, serial);
		desk.until(serial + " chosen", () -> { // an answer that came between selecting and telling of it unselects it
			returns.select(row);
			return returns.selectionCount() == 1;
		});
		returns.contextMenu("Sonraki adım …").click();
		SWTBotShell form = desk.dialog("returns.move.form");
		form.bot().comboBoxWithId("returns.move.form.to").setSelection(to);
		form.bot().textWithId("returns.move.form.note").setText(note);
		desk.ok(form, "returns.move.form");
	}

	@Test
	void aReaderIsExaminedAndSentInWithTheEvidence() throws Exception {
		SimulatedHands hands = House.service(SimulatedHands.class);
		try (Sitting desk = Sitting.of("okan.polat")) {
			SWTBotTable connected = desk.table("connected.table");
			ReaderName reader = new ReaderName("simulated", connected.cell(0, READER));
			if (hands.cardIn(reader).isEmpty()) {
				hands.swap(reader);
			}
			String serial = hands.cardIn(reader).orElseThrow().shown();
			desk.untilCell(connected, READER, reader.name(), CARD, serial);
			knownModels(desk, connected);
			connected.select(0);
			desk.picture("okuyucular-bagli");
			connected.contextMenu("Kartı tanı …").click();
			SWTBotShell identify = desk.dialog("identify");
			assertTrue(identify.bot().textWithId("identify.text").getText().contains("akis: kartı tanıyor"));
			Path stub = Path.of(System.getProperty("muhurdar.data"), "Taslak.java");
			identify.bot().textWithId("identify.file").setText(stub.toString());
			desk.picture("okuyucular-kart");
			identify.bot().buttonWithId("identify.save").click();
			desk.until("the stub", () -> Sitting.says(identify, "Kaydedildi"));
			assertTrue(Files.readString(stub).contains("implements CardProfile"));
			identify.bot().buttonWithId("identify.close").click();

			desk.button("connected.doctor").click();
			SWTBotShell doctor = desk.dialog("doctor");
			desk.until("a verdict", () -> Sitting.says(doctor, "Okuyucu ve kart sağlam"));
			assertEquals(11, doctor.bot().tableWithId("doctor.steps").rowCount());
			desk.picture("okuyucular-doktor");
			doctor.bot().buttonWithId("doctor.return").click();
			SWTBotShell report = desk.dialog("returns.report.form");
			report.bot().comboBoxWithId("returns.report.form.institution").setSelection(0);
			report.bot().textWithId("returns.report.form.serialNumber").setText("RD-2020");
			desk.ok(report, "returns.report.form");
			desk.untilCell(desk.table("returns.table"), SERIAL, "RD-2020", STATE, "Değerlendirildi");
			hands.remove(reader);
			desk.untilCell(connected, READER, reader.name(), CARD, "boş");
		}
	}

	/** Simulated readers that carry a model's name: its picture, how the chip goes in, what goes wrong with it. */
	private static void knownModels(Sitting desk, SWTBotTable connected) throws IOException {
		knownModel(desk, connected, "UDEA MİLKO", "Çipin altın temas yüzeyi");
		knownModel(desk, connected, "ACS ACR38T", "kesik köşesi yuvada gösterilen köşeye gelir");
		desk.picture("okuyucular-model");
	}

	private static void knownModel(Sitting desk, SWTBotTable connected, String model, String chip) {
		connected.select(desk.row(connected, MODEL, model));
		desk.until("what is known of " + model, () -> desk.says(model + "\n") && desk.says(chip));
	}

	@Test
	void readersComeAndGoWithTheirDriver() throws Exception {
		Bundle driver = Arrays.stream(FrameworkUtil.getBundle(ReadersTest.class).getBundleContext().getBundles())
				.filter(bundle -> bundle.getSymbolicName().equals("muhurdar.simulators")).findFirst().orElseThrow();
		try (Sitting desk = Sitting.of("okan.polat")) {
			SWTBotTable connected = desk.table("connected.table");
			desk.until("four readers", () -> connected.rowCount() == 4);
			String first = connected.cell(0, 1);
			driver.stop();
			try {
				desk.until("no reader, and what to do", () -> !connected.isVisible());
			} finally {
				driver.start();
			}
			desk.until("four readers again", () -> connected.isVisible() && connected.rowCount() == 4
					&& connected.cell(0, 1).equals(first));
			assertEquals("1", connected.cell(0, 0));
		}
	}
}
