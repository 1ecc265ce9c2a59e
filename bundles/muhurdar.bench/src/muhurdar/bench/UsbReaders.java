package muhurdar.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux knows of readers on USB and of drivers for them: the kernel's list of devices, and the lists of devices in
 * the drivers of pcscd ({@code Info.plist}, ifdVendorID beside ifdProductID). Elsewhere both are unknown.
 */
final class UsbReaders {

	private static final Pattern ARRAY = Pattern.compile("<key>(ifdVendorID|ifdProductID)</key>\\s*<array>(.*?)</array>",
			Pattern.DOTALL);
	private static final Pattern ENTRY = Pattern.compile("<string>0x([0-9A-Fa-f]{4})</string>");

	private final Path devices;
	private final Path drivers;

	/** @param devices /sys/bus/usb/devices; @param drivers /usr/lib/pcsc/drivers */
	UsbReaders(Path devices, Path drivers) {
		this.devices = devices;
		this.drivers = drivers;
	}

	static UsbReaders ofThisComputer() {
		return new UsbReaders(Path.of("/sys/bus/usb/devices"), Path.of("/usr/lib/pcsc/drivers"));
	}

	/** {@code VVVV:PPPP} of every USB device; empty if that cannot be known here. */
	Optional<Set<String>> plugged() {
		if (!Files.isDirectory(devices)) {
			return Optional.empty();
		}
		Set<String> found = new TreeSet<>();
		try (DirectoryStream<Path> all = Files.newDirectoryStream(devices)) {
			for (Path device : all) {
				Path vendor = device.resolve("idVendor");
				Path product = device.resolve("idProduct");
				if (Files.isReadable(vendor) && Files.isReadable(product)) {
					found.add((Files.readString(vendor).strip() + ":" + Files.readString(product).strip())
							.toUpperCase(Locale.ROOT));
				}
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return Optional.of(found);
	}

	/** The names of the drivers of pcscd that have this device in their list; empty if there is no pcscd here. */
	Optional<List<String>> claiming(String usb) {
		if (!Files.isDirectory(drivers)) {
			return Optional.empty();
		}
		List<String> names = new ArrayList<>();
		try (DirectoryStream<Path> all = Files.newDirectoryStream(drivers, "*.bundle")) {
			for (Path driver : all) {
				Path list = driver.resolve("Contents/Info.plist");
				if (Files.isReadable(list) && listed(Files.readString(list, StandardCharsets.ISO_8859_1)).contains(usb)) {
					names.add(driver.getFileName().toString());
				}
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		names.sort(null);
		return Optional.of(names);
	}

	private static Set<String> listed(String plist) {
		List<String> vendors = List.of();
		List<String> products = List.of();
		Matcher arrays = ARRAY.matcher(plist);
		while (arrays.find()) {
			List<String> entries = ENTRY.matcher(arrays.group(2)).results().map(hit -> hit.group(1).toUpperCase(Locale.ROOT))
					.toList();
			if (arrays.group(1).equals("ifdVendorID")) {
				vendors = entries;
			} else {
				products = entries;
			}
		}
		Set<String> listed = new TreeSet<>();
		for (int i = 0; i < Math.min(vendors.size(), products.size()); i++) {
			listed.add(vendors.get(i) + ":" + products.get(i));
		}
		return listed;
	}
}
