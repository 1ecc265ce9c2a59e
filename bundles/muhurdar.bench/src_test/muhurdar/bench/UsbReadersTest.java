package muhurdar.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.ReaderDoctor.Check;
import muhurdar.api.ReaderDoctor.Finding;
import muhurdar.api.ReaderDoctor.Result;
import muhurdar.api.ReaderDoctor.Verdict;
import muhurdar.api.ReaderModel;
import muhurdar.api.spi.ReaderFacts;
import muhurdar.domain.Bytes;

class UsbReadersTest {

	private static final ReaderModel MODEL = new ReaderModel("acs.acr38t", "ACS", "ACR38T", List.of("ACS ACR38"),
			List.of("072F:9000", "072F:90CC"), Bytes.of(), Map.of());
	@TempDir
	Path folder;
	private UsbReaders usb;

	@BeforeEach
	void thisComputer() throws IOException {
		Files.createDirectories(folder.resolve("devices/usb1"));
		Files.createDirectories(folder.resolve("drivers/serial"));
		usb = new UsbReaders(folder.resolve("devices"), folder.resolve("drivers"));
	}

	private void plug(String vendor, String product) throws IOException {
		Path device = Files.createDirectories(folder.resolve("devices/1-" + product));
		Files.writeString(device.resolve("idVendor"), vendor + "\n");
		Files.writeString(device.resolve("idProduct"), product + "\n");
	}

	private void install(String driver, String... ids) throws IOException {
		StringBuilder vendors = new StringBuilder();
		StringBuilder products = new StringBuilder();
		for (String id : ids) {
			vendors.append("\t\t<string>0x").append(id, 0, 4).append("</string>\n");
			products.append("\t\t<string>0x").append(id, 5, 9).append("</string>\n");
		}
		Files.writeString(Files.createDirectories(folder.resolve("drivers/" + driver + "/Contents")).resolve("Info.plist"),
				"<dict>\n\t<key>ifdVendorID</key>\n\t<array>\n" + vendors + "\t</array>\n\n\t<key>ifdProductID</key>\n\t<array>\n"
						+ products + "\t</array>\n</dict>\n");
	}

	/** What the doctor finds of a reader that PC/SC does not list. */
	private Finding finding(Verdict verdict) {
		List<Finding> findings = new ArrayList<>();
		var examiner = new Examiner("ACS ACR38U 00 00", Optional.empty(), new Plugged(Clock.systemUTC()), List.of(MODEL), usb,
				List.of(), control -> ReaderFacts.NONE);
		assertEquals(verdict, examiner.examine(new Examiner.Notes() {

			@Override
			public void say(Check check, Result result, Finding finding,
					Object... arguments) {
				findings.add(finding);
			}

			@Override
			public void goOn() {
				// nobody cancels
			}
		}));
		return findings.stream().filter(found -> found.name().startsWith("DRIVER") || found == Finding.NOT_ON_USB).findFirst()
				.orElseThrow();
	}

	@Test
	void aReaderOnUsbThatNoDriverKnowsIsTheDriver() throws IOException {
		plug("072f", "9000");
		install("ifd-ccid.bundle", "072F:90CC", "2A17:0001");
		assertEquals(Finding.DRIVER_MISSING, finding(Verdict.DRIVER));
	}

	@Test
	void twoDriversForOneReaderAreNamedBoth() throws IOException {
		plug("072f", "90cc");
		install("ifd-ccid.bundle", "2A17:0001", "072F:90CC");
		assertEquals(Finding.DRIVER_CLAIMS, finding(Verdict.DRIVER));
		install("ifd-acsccid.bundle", "072f:9000", "072f:90cc");
		assertEquals(Finding.DRIVERS_COMPETE, finding(Verdict.DRIVER));
		assertEquals(Optional.of(List.of("ifd-acsccid.bundle", "ifd-ccid.bundle")), usb.claiming("072F:90CC"));
	}

	@Test
	void aReaderThatUsbDoesNotSeeIsTheReader() {
		assertEquals(Finding.NOT_ON_USB, finding(Verdict.READER));
		assertEquals(Optional.of(Set.of()), usb.plugged());
	}

	@Test
	void whereNothingCanBeKnownNothingIsSaid() {
		usb = new UsbReaders(folder.resolve("none"), folder.resolve("none"));
		assertEquals(Finding.DRIVER_UNASKABLE, finding(Verdict.READER));
	}
}
