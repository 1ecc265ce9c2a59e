package muhurdar.ui.window;

import org.eclipse.swt.graphics.Image;

import muhurdar.ui.Icons;
import muhurdar.ui.Look;

/** The product's icon. */
final class AppIcon {

	private AppIcon() {
	}

	static Image image() {
		return Icons.of("muhurdar", 64, Look.text());
	}

	static Image small() {
		return Icons.of("muhurdar", 24, Look.text());
	}
}
