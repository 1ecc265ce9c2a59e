package muhurdar.uitest;

import static org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable.syncExec;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.swtbot.swt.finder.SWTBot;
import org.eclipse.swtbot.swt.finder.utils.SWTBotPreferences;
import org.eclipse.swtbot.swt.finder.waits.Conditions;
import org.eclipse.swtbot.swt.finder.waits.DefaultCondition;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotButton;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;

/** One person at the desk, in the real window. Closing it fails if anything failed meanwhile, seen or only logged. */
final class Sitting implements AutoCloseable {

	static final int PATIENCE = 20_000;

	private static int ended;

	private final Workbench workbench;
	private final SWTBotShell window;
	private final SWTBot bot;
	private final long errorsBefore;

	private Sitting(Workbench workbench) throws IOException {
		this.workbench = workbench;
		errorsBefore = errors();
		SWTBotPreferences.TIMEOUT = PATIENCE;
		window = new SWTBotShell(workbench.ask(shell -> shell));
		window.activate();
		window.maximize(true);
		bot = window.bot();
	}

	/** @param login one of the demo's people */
	static Sitting of(String login) throws Exception {
		return new Sitting(Workbench.open(login));
	}

	SWTBot bot() {
		return bot;
	}

	/** Ctrl and a digit, as the rail says. */
	void perspective(char digit, String tableThen) {
		press(SWT.MOD1, digit);
		until(tableThen + " is seen", () -> bot.tableWithId(tableThen) != null);
	}

	void tab(String label) {
		bot.cTabItem(label).activate();
	}

	/** Waits until it has rows. */
	SWTBotTable table(String id) {
		SWTBotTable table = bot.tableWithId(id);
		until(id + " has rows", () -> table.rowCount() > 0 && !table.cell(0, 0).equals("…"));
		return table;
	}

	/** The row that has the text in that column, once there is one. */
	int row(SWTBotTable table, int column, String text) {
		until("a row with " + text, () -> table.indexOf(text, column) >= 0);
		return table.indexOf(text, column);
	}

	/** Waits until the row that has the text in that column says so in the other. */
	void untilCell(SWTBotTable table, int column, String text, int other, String says) {
		until(text + ": " + says, () -> table.cell(table.indexOf(text, column), other).contains(says));
	}

	SWTBotButton button(String id) {
		return bot.buttonWithId(id);
	}

	/** The dialog of that id, when it is there. */
	SWTBotShell dialog(String id) {
		until("dialog " + id, () -> shell(id) != null);
		return new SWTBotShell(shell(id));
	}

	/** How many dialogs of that id are open. */
	int dialogs(String id) {
		return shells(id).size();
	}

	private Shell shell(String id) {
		return shells(id).stream().findFirst().orElse(null);
	}

	private List<Shell> shells(String id) {
		Display display = window.display;
		return syncExec(display, () -> Stream.of(display.getShells())
				.filter(shell -> shell.isVisible() && id.equals(shell.getData("org.eclipse.swtbot.widget.key"))).toList());
	}

	/** Presses the dialog's main button, which closes it when the work is done. */
	void ok(SWTBotShell dialog, String id) {
		dialog.bot().buttonWithId(id + ".ok").click();
		bot.waitUntil(Conditions.shellCloses(dialog), PATIENCE);
	}

	/** Whether a label of the dialog says so. */
	static boolean says(SWTBotShell dialog, String text) {
		return dialog.bot().widgets(org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.widgetOfType(Label.class))
				.stream().anyMatch(label -> syncExec(label.getDisplay(), () -> label.getText()).contains(text));
	}

	/** Whether a label of the window has this text in it. */
	boolean says(String text) {
		return says(window, text);
	}

	/** Whether the strip at the foot of the window is this person's. */
	boolean inStrip(String name) {
		return syncExec(window.display, () -> Stream.of(window.widget.getChildren())
				.flatMap(child -> all(child).filter(one -> "strip".equals(one.getData("org.eclipse.swtbot.widget.key"))))
				.filter(Control::isVisible).flatMap(Sitting::all)
				.anyMatch(one -> one instanceof Label label && label.getText().equals(name)));
	}

	private static Stream<Control> all(Control control) {
		return control instanceof Composite within
				? Stream.concat(Stream.of(control), Stream.of(within.getChildren()).flatMap(Sitting::all))
				: Stream.of(control);
	}

	/** Text of the label with that id. */
	String label(String id) {
		Widget label = bot.widget(withId(id));
		return syncExec(label.getDisplay(), () -> ((Label) label).getText());
	}

	/** Real keys, as from the keyboard. @param modifier 0 for none; @param key a character or an SWT key code */
	void press(int modifier, int key) {
		Display display = window.display;
		syncExec(display, () -> {
			if (modifier != 0) {
				display.post(key(SWT.KeyDown, modifier));
			}
			display.post(key(SWT.KeyDown, key));
			display.post(key(SWT.KeyUp, key));
			if (modifier != 0) {
				display.post(key(SWT.KeyUp, modifier));
			}
		});
	}

	private static Event key(int type, int key) {
		Event event = new Event();
		event.type = type;
		if (key > ' ' && key < SWT.DEL) {
			event.character = (char) key;
		} else {
			event.keyCode = key;
		}
		return event;
	}

	void until(String what, BooleanSupplier condition) {
		bot.waitUntil(new DefaultCondition() {
			@Override
			public boolean test() {
				return condition.getAsBoolean();
			}

			@Override
			public String getFailureMessage() {
				return "never seen: " + what;
			}
		}, PATIENCE);
	}

	/** A picture of the screen, which the window fills; taken again until nothing moves any more, or at most ten times. */
	void picture(String name) throws IOException {
		byte[] before = {};
		for (int i = 0; i < 10; i++) {
			byte[] now = pictureNow(name);
			if (Arrays.equals(before, now)) {
				return;
			}
			before = now;
		}
	}

	/** A picture of what moves. */
	byte[] pictureNow(String name) throws IOException {
		Path file = Files.createDirectories(Path.of(System.getProperty("muhurdar.pictures"))).resolve(name + ".png");
		assertTrue(bot.captureScreenshot(file.toString()));
		return Files.readAllBytes(file);
	}

	@Override
	public void close() throws Exception {
		picture("end-" + ++ended);
		workbench.close();
		assertEquals(errorsBefore, errors(), "errors in the log");
	}

	private static long errors() throws IOException {
		Path folder = Path.of(System.getProperty("muhurdar.data"), "log");
		if (!Files.isDirectory(folder)) {
			return 0;
		}
		long errors = 0;
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList()) {
				List<String> lines = Files.readAllLines(file);
				errors += lines.stream().filter(line -> line.contains("Z ERROR ")).count();
			}
		}
		return errors;
	}
}
