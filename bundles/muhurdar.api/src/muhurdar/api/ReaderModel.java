package muhurdar.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import muhurdar.domain.Bytes;

/**
 * What is known about a model of readers. A bundle declares it by the capability {@value #NAMESPACE} with the
 * attributes {@code id}, {@code maker}, {@code model}, {@code names} and {@code usb} (lists) and {@code texts}: the path
 * in the bundle of two files, {@code PATH.properties} (English) and {@code PATH_tr.properties}, with {@code chip} (how
 * the chip goes in), {@code driver.linux}, {@code driver.windows}, {@code driver.macos} and {@code fault.1} …; beside
 * them {@code PATH.svg}, the picture of it. None of the bundle's code is started for that.
 *
 * @param id stable, such as {@code acs.acr38t}
 * @param names what the reader's name in PC/SC begins with
 * @param usb vendor and product as lsusb writes them, {@code 072F:9000}
 * @param picture SVG
 * @param texts by language ({@code en}, {@code tr}) and key
 */
public record ReaderModel(String id, String maker, String model, List<String> names, List<String> usb, Bytes picture,
		Map<String, Map<String, String>> texts) {

	/** Of the capability. */
	public static final String NAMESPACE = "muhurdar.reader";

	private static final Pattern FAULT = Pattern.compile("fault\\.\\d+");

	/** {@code ACS ACR38T}. */
	public String title() {
		return maker + " " + model;
	}

	/** How many characters of the reader's name speak for this model, 0 if none do. */
	public int matches(String readerName) {
		String upper = readerName.toUpperCase(Locale.ROOT);
		return names.stream().filter(name -> upper.startsWith(name.toUpperCase(Locale.ROOT))).mapToInt(String::length).max()
				.orElse(0);
	}

	/** How the chip goes in. */
	public String chip(Locale locale) {
		return text(locale, "chip");
	}

	/** Which driver it takes and where that is, in this operating system. @param os {@code linux}, {@code windows}, {@code macos} */
	public String driver(String os, Locale locale) {
		return text(locale, "driver." + os);
	}

	/** What is known to go wrong with it, and the cure. */
	public List<String> faults(Locale locale) {
		return of(locale).keySet().stream().filter(key -> FAULT.matcher(key).matches()).sorted().map(key -> text(locale, key))
				.toList();
	}

	private String text(Locale locale, String key) {
		return of(locale).getOrDefault(key, "");
	}

	private Map<String, String> of(Locale locale) {
		return texts.getOrDefault("tr".equals(locale.getLanguage()) ? "tr" : "en", Map.of());
	}

	/** For logs: its pictures and texts are long. */
	@Override
	public String toString() {
		return id;
	}
}
