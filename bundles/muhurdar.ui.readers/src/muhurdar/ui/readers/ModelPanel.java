package muhurdar.ui.readers;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import muhurdar.api.ReaderModel;
import muhurdar.ui.Ids;
import muhurdar.ui.Look;

/** What is known about a model: how the chip goes in, as a picture and in words, and what goes wrong with it. */
final class ModelPanel extends Composite {

	private static final int WIDTH = 128;
	private static final int HEIGHT = 96;
	/** The stroke of our pictures: drawn in the colour of text. */
	private static final String STROKE = "#44546a";

	private final Map<String, Image> images = new HashMap<>();
	private final Label picture;
	private final ScrolledComposite room;
	private final Label words;
	private @Nullable String shown = "";

	ModelPanel(Composite parent) {
		super(parent, SWT.NONE);
		Ids.set(this, "connected.model", Messages.Model_Name);
		GridLayout layout = new GridLayout(1, false);
		layout.marginHeight = 0;
		setLayout(layout);
		GridData data = new GridData(SWT.FILL, SWT.FILL, false, true);
		data.widthHint = 32 * Look.GRID;
		setLayoutData(data);
		picture = new Label(this, SWT.NONE);
		Ids.set(picture, "connected.picture", Messages.Model_Picture);
		GridData size = new GridData(SWT.BEGINNING, SWT.BEGINNING, false, false);
		size.widthHint = WIDTH;
		size.heightHint = HEIGHT;
		picture.setLayoutData(size);
		room = new ScrolledComposite(this, SWT.V_SCROLL);
		room.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		words = Ids.set(new Label(room, SWT.WRAP), "connected.words");
		room.setContent(words);
		room.addListener(SWT.Resize, event -> fit());
		addListener(SWT.Dispose, event -> images.values().forEach(Image::dispose));
		show(null);
	}

	/** @param model null if none is known */
	void show(@Nullable ReaderModel model) {
		String id = model == null ? null : model.id();
		if (Objects.equals(id, shown)) {
			return;
		}
		shown = id;
		if (model == null) {
			picture.setImage(null);
			words.setText(Messages.Model_Unknown);
		} else {
			picture.setImage(images.computeIfAbsent(model.id(), known -> image(model)));
			words.setText(text(model));
		}
		layout(true, true);
		fit();
	}

	/** As high as the words are: what has no room is scrolled to. */
	private void fit() {
		int width = room.getClientArea().width;
		words.setSize(words.computeSize(width, SWT.DEFAULT));
	}

	private static String text(ReaderModel model) {
		Locale locale = Locale.getDefault();
		List<String> faults = model.faults(locale);
		return model.title() + "\n" + model.chip(locale) + "\n" + Messages.Model_Driver + " " + model.driver(system(), locale)
				+ (faults.isEmpty() ? "" : "\n" + Messages.Model_Faults + "\n– " + String.join("\n– ", faults));
	}

	private static String system() {
		return SWT.getPlatform().equals("win32") ? "windows" : SWT.getPlatform().equals("cocoa") ? "macos" : "linux";
	}

	private Image image(ReaderModel model) {
		Color color = Look.text();
		String svg = new String(model.picture().toArray(), StandardCharsets.UTF_8).replace(STROKE,
				"#%02x%02x%02x".formatted(color.getRed(), color.getGreen(), color.getBlue()));
		ImageDataProvider provider = zoom -> new ImageData(new ByteArrayInputStream(svg
				.replaceFirst(" width=\"\\d+\" height=\"\\d+\"",
						" width=\"" + WIDTH * zoom / 100 + "\" height=\"" + HEIGHT * zoom / 100 + "\"")
				.getBytes(StandardCharsets.UTF_8)));
		return new Image(getDisplay(), provider);
	}
}
