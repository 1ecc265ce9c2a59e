package muhurdar.ui;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.widgets.Display;

/**
 * Our line icons ({@code icons/NAME.svg}, 24 x 24, stroke 1.5), drawn in any colour and size. Images are kept until the
 * display is disposed: callers never dispose them. Display thread only.
 */
public final class Icons {

	private static final String IMAGES = Icons.class.getName();
	private static final String STROKE = "#44546a";

	private Icons() {
	}

	/** A mark's icon, 16 pixels. */
	public static Image of(Tone tone) {
		return of(tone.icon(), 16, Look.color(tone));
	}

	/** @param size edge in points; 16 and 24 are the ones meant for lists and buttons */
	public static Image of(String name, int size, Color color) {
		Display display = Display.getCurrent();
		@SuppressWarnings("unchecked") Map<String, Image> known = (Map<String, Image>) display.getData(IMAGES);
		Map<String, Image> images = known == null ? new HashMap<>() : known;
		if (known == null) {
			display.setData(IMAGES, images);
			display.disposeExec(() -> images.values().forEach(Image::dispose));
		}
		String hex = "#%02x%02x%02x".formatted(color.getRed(), color.getGreen(), color.getBlue());
		return images.computeIfAbsent(name + size + hex, key -> image(display, name, size, hex));
	}

	private static Image image(Display display, String name, int size, String hex) {
		String svg = read(name).replace(STROKE, hex);
		ImageDataProvider provider = zoom -> data(svg, size * zoom / 100);
		return new Image(display, provider);
	}

	private static ImageData data(String svg, int pixels) {
		String sized = svg.replaceFirst(" width=\"\\d+\" height=\"\\d+\"", " width=\"" + pixels + "\" height=\""
				+ pixels + "\"");
		return new ImageData(new ByteArrayInputStream(sized.getBytes(StandardCharsets.UTF_8)));
	}

	private static String read(String name) {
		try (InputStream in = Icons.class.getResourceAsStream("/icons/" + name + ".svg")) {
			if (in == null) {
				throw new IllegalArgumentException("no icon " + name);
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
