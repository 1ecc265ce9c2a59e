package org.eclipse.swtbot.swt.finder.utils;

import java.io.File;
import java.util.Locale;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;

import muhurdar.swtbot.internal.Ui;

/** What a test needs beside widgets. */
public abstract class SWTUtils {

	private SWTUtils() {
	}

	/** The display of this process. */
	public static Display display() {
		return Ui.display();
	}

	public static void sleep(long millis) {
		Ui.pause(millis);
	}

	/**
	 * Writes a picture of the whole screen, in the format that the file's ending names (png if none).
	 *
	 * @return whether the file was written
	 */
	public static boolean captureScreenshot(String fileName) {
		File file = new File(fileName).getAbsoluteFile();
		File folder = file.getParentFile();
		if (!folder.isDirectory() && !folder.mkdirs()) {
			return false;
		}
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] { screen() };
		try {
			loader.save(file.getPath(), format(file.getName()));
		} catch (SWTException e) {
			return false;
		}
		return true;
	}

	private static ImageData screen() {
		Display display = display();
		return Ui.ask(display, () -> {
			display.update();
			Rectangle area = display.getBounds();
			Image image = new Image(display, area.width, area.height);
			GC gc = new GC(display);
			try {
				gc.copyArea(image, area.x, area.y);
				return image.getImageData();
			} finally {
				gc.dispose();
				image.dispose();
			}
		});
	}

	private static int format(String name) {
		return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
		case "bmp" -> SWT.IMAGE_BMP;
		case "gif" -> SWT.IMAGE_GIF;
		case "jpg", "jpeg" -> SWT.IMAGE_JPEG;
		case "tif", "tiff" -> SWT.IMAGE_TIFF;
		default -> SWT.IMAGE_PNG;
		};
	}
}
