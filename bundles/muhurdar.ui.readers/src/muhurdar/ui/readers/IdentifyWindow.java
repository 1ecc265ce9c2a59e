package muhurdar.ui.readers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

import muhurdar.api.Readers.Asked;
import muhurdar.api.Readers.Identity;
import muhurdar.domain.Atr;
import muhurdar.ui.Desk;
import muhurdar.ui.Ids;
import muhurdar.ui.Labels;
import muhurdar.ui.Look;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** A card's answer to reset taken apart, who knows the card and who does not, and a driver stub to save. */
final class IdentifyWindow {

	private static final String ID = "identify";
	private static final String FILE = "FreshProfile.java";

	private final Desk desk;
	private final Identity identity;
	private final Shell shell;
	private final Text file;
	private final Label said;

	IdentifyWindow(Desk desk, Shell parent, Identity identity) {
		this.desk = desk;
		this.identity = identity;
		shell = new Shell(parent, SWT.DIALOG_TRIM | SWT.APPLICATION_MODAL | SWT.RESIZE);
		shell.setText(Texts.fill(Messages.Identify_Title, identity.reader().name()));
		Ids.set(shell, ID);
		GridLayout layout = new GridLayout(4, false);
		layout.marginWidth = layout.marginHeight = 3 * Look.GRID;
		layout.verticalSpacing = 2 * Look.GRID;
		shell.setLayout(layout);
		Text text = new Text(shell, SWT.READ_ONLY | SWT.MULTI | SWT.BORDER | SWT.V_SCROLL | SWT.WRAP);
		Ids.set(text, ID + ".text", Messages.Identify_Text);
		text.setText(atr(identity.atr()) + profiles());
		GridData room = new GridData(SWT.FILL, SWT.FILL, true, true, 4, 1);
		room.widthHint = 80 * Look.GRID;
		room.heightHint = 16 * text.getLineHeight();
		text.setLayoutData(room);
		Label label = new Label(shell, SWT.NONE);
		label.setText(Messages.Identify_File);
		file = new Text(shell, SWT.BORDER | SWT.SINGLE);
		Ids.set(file, ID + ".file", Messages.Identify_File);
		file.setText(Path.of(System.getProperty("user.home"), FILE).toString());
		file.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		Button save = button("save", Messages.Identify_Save);
		save.addListener(SWT.Selection, event -> save());
		Button close = button("close", Messages.Doctor_Close);
		close.addListener(SWT.Selection, event -> shell.close());
		said = Ids.set(new Label(shell, SWT.WRAP), ID + ".said");
		said.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 4, 1));
		shell.pack();
		Rectangle over = parent.getBounds();
		shell.setLocation(over.x + (over.width - shell.getSize().x) / 2, over.y + (over.height - shell.getSize().y) / 3);
		shell.open();
		close.setFocus();
	}

	private Button button(String id, String text) {
		Composite parent = shell;
		Button button = new Button(parent, SWT.PUSH);
		button.setText(text);
		button.setLayoutData(Look.wide(button));
		return Ids.set(button, ID + "." + id, text);
	}

	private static String atr(Atr atr) {
		Integer tck = atr.tck();
		String flaws = atr.flaws().stream().map(Labels::of).collect(Collectors.joining(", "));
		return Texts.fill(Messages.Identify_Atr, atr.bytes().toHex(), hex(atr.ts()), hex(atr.t0()),
				atr.interfaces().stream().map(Atr.InterfaceByte::toString).collect(Collectors.joining(" ")),
				atr.protocols().stream().map(protocol -> "T=" + protocol).collect(Collectors.joining(" ")),
				atr.historical().toHex(), atr.historicalText(), tck == null ? "–" : hex(tck))
				+ (flaws.isEmpty() ? "" : "\n" + Texts.fill(Messages.Identify_Flaws, flaws)) + "\n\n";
	}

	private static String hex(int value) {
		return value < 0 ? "–" : "%02X".formatted(value);
	}

	private String profiles() {
		return identity.asked().stream().map(IdentifyWindow::profile).collect(Collectors.joining("\n"));
	}

	private static String profile(Asked asked) {
		String why = Labels.of(asked.recognition().reason())
				+ (asked.recognition().detail().isEmpty() ? "" : " (" + asked.recognition().detail() + ")");
		return Texts.fill(switch (asked.recognition().answer()) {
		case YES -> Messages.Identify_Knows;
		case NO, ASK -> Messages.Identify_KnowsNot;
		}, asked.profile(), why);
	}

	private void save() {
		String path = file.getText().strip();
		desk.background().run(Messages.Identify_Save, () -> write(path), written -> {
			if (!shell.isDisposed()) {
				said.setText(written ? Texts.fill(Messages.Identify_Saved, path) : Texts.fill(Messages.Identify_There, path));
				said.setForeground(Look.color(written ? Tone.DONE : Tone.LATE));
				shell.layout(true, true);
			}
		});
	}

	/** @return false if there is such a file already: nobody's work is written over */
	private Boolean write(String path) {
		try {
			Path target = Path.of(path);
			if (Files.exists(target)) {
				return false;
			}
			Files.writeString(target, identity.stub());
			return true;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
