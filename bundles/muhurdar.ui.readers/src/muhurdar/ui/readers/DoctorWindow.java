package muhurdar.ui.readers;

import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

import muhurdar.api.ReaderDoctor;
import muhurdar.api.ReaderDoctor.Check;
import muhurdar.api.ReaderDoctor.Examination;
import muhurdar.api.ReaderDoctor.Step;
import muhurdar.api.ReaderDoctor.Verdict;
import muhurdar.api.Words;
import muhurdar.domain.Right;
import muhurdar.ui.Desk;
import muhurdar.ui.Icons;
import muhurdar.ui.Ids;
import muhurdar.ui.Labels;
import muhurdar.ui.Look;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** An examination as it goes on, and its verdict. Closing it ends the examination. Display thread only. */
final class DoctorWindow {

	private static final String ID = "doctor";
	private static final int LOOK_MILLIS = 200;

	private final Desk desk;
	private final ReaderDoctor doctor;
	private final ReturnForms returns;
	private final String reader;
	private final Shell parent;
	private final Shell shell;
	private final Table table;
	private final Text detail;
	private final Label verdict;
	private final Button stop;
	private final Button sendIn;
	private List<Step> shown = List.of();

	/** Begins an examination and opens its window. */
	record Opener(Desk desk, @Nullable ReaderDoctor doctor, ReturnForms returns) {

		void open(Shell parent, String reader) {
			ReaderDoctor here = doctor;
			if (here != null) {
				desk.background().run(Messages.Connected_Doctor, () -> here.begin(reader),
						name -> new DoctorWindow(desk, here, returns, parent, name));
			}
		}
	}

	private DoctorWindow(Desk desk, ReaderDoctor doctor, ReturnForms returns, Shell parent, String reader) {
		this.desk = desk;
		this.doctor = doctor;
		this.returns = returns;
		this.reader = reader;
		this.parent = parent;
		shell = new Shell(parent, SWT.DIALOG_TRIM | SWT.APPLICATION_MODAL | SWT.RESIZE);
		shell.setText(Texts.fill(Messages.Doctor_Title, reader));
		Ids.set(shell, ID);
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = 3 * Look.GRID;
		layout.verticalSpacing = 2 * Look.GRID;
		shell.setLayout(layout);
		Label title = new Label(shell, SWT.NONE);
		title.setText(Texts.fill(Messages.Doctor_Title, reader));
		title.setFont(Look.font(title, 1.3, SWT.BOLD));
		Label promise = Look.style(new Label(shell, SWT.WRAP), "muted");
		promise.setText(Messages.Doctor_Explanation);
		table = steps();
		detail = new Text(shell, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
		Ids.set(detail, ID + ".detail", Messages.Doctor_Detail);
		GridData room = new GridData(SWT.FILL, SWT.FILL, true, false);
		room.heightHint = 4 * detail.getLineHeight();
		room.widthHint = 90 * Look.GRID;
		detail.setLayoutData(room);
		verdict = Ids.set(new Label(shell, SWT.WRAP), ID + ".verdict");
		verdict.setFont(Look.font(verdict, 1.2, SWT.BOLD));
		verdict.setText(Messages.Doctor_Running);
		verdict.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		Composite buttons = new Composite(shell, SWT.NONE);
		GridLayout line = new GridLayout(3, false);
		line.marginWidth = line.marginHeight = 0;
		buttons.setLayout(line);
		buttons.setLayoutData(new GridData(SWT.END, SWT.END, true, false));
		stop = button(buttons, "stop", Messages.Doctor_Stop, () -> doctor.cancel(reader));
		sendIn = button(buttons, "return", Messages.Doctor_Return, this::sendIn);
		sendIn.setEnabled(false);
		Button close = button(buttons, "close", Messages.Doctor_Close, shell::close);
		shell.addListener(SWT.Close, event -> doctor.cancel(reader));
		place();
		close.setFocus();
		watch();
	}

	private Table steps() {
		Table steps = new Table(shell, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE);
		Ids.set(steps, ID + ".steps", Messages.Doctor_Steps);
		steps.setHeaderVisible(true);
		column(steps, Messages.Doctor_Check, 24);
		column(steps, Messages.Doctor_Result, 16);
		column(steps, Messages.Doctor_Finding, 70);
		GridData room = new GridData(SWT.FILL, SWT.FILL, true, true);
		room.heightHint = (Check.values().length + 2) * Look.ROW; // the header, and what GTK adds to each row
		steps.setLayoutData(room);
		steps.addListener(SWT.MeasureItem, event -> event.height = Math.max(event.height, Look.ROW));
		steps.addListener(SWT.Selection, event -> tell(steps.getSelectionIndex()));
		return steps;
	}

	private static void column(Table table, String title, int width) {
		TableColumn column = new TableColumn(table, SWT.LEFT);
		column.setText(title);
		column.setWidth(width * Look.GRID);
	}

	private static Button button(Composite parent, String id, String text, Runnable does) {
		Button button = new Button(parent, SWT.PUSH);
		button.setText(text);
		Ids.set(button, ID + "." + id, text);
		button.setLayoutData(Look.wide(button));
		button.addListener(SWT.Selection, event -> does.run());
		return button;
	}

	private void place() {
		shell.pack();
		Rectangle over = parent.getBounds();
		shell.setLocation(over.x + (over.width - shell.getSize().x) / 2, over.y + (over.height - shell.getSize().y) / 3);
		shell.open();
	}

	private void watch() {
		if (shell.isDisposed()) {
			return;
		}
		doctor.examination(reader).ifPresent(this::show);
		if (stop.isEnabled()) {
			shell.getDisplay().timerExec(LOOK_MILLIS, this::watch);
		}
	}

	private void show(Examination now) {
		if (!now.steps().equals(shown)) {
			shown = now.steps();
			table.setItemCount(shown.size());
			for (int i = 0; i < shown.size(); i++) {
				fill(table.getItem(i), shown.get(i));
			}
			tell(shown.size() - 1);
		}
		Verdict found = now.verdict();
		if (found != null) {
			verdict.setText(Labels.of(found));
			verdict.setForeground(Look.color(switch (found) {
			case FINE -> Tone.DONE;
			case CARD_UNKNOWN, SERVICE, UNDECIDED -> Tone.WAIT;
			case DRIVER, READER, CHIP, PIN -> Tone.LATE;
			}));
			stop.setEnabled(false);
			String forbidden = desk.forbidden(Right.REPORT_READER);
			sendIn.setEnabled(forbidden == null);
			sendIn.setToolTipText(forbidden == null ? "" : forbidden);
			shell.layout(true, true);
		}
	}

	private static void fill(TableItem item, Step step) {
		Tone tone = switch (step.result()) {
		case RUNNING -> Tone.ACT;
		case GOOD -> Tone.DONE;
		case BAD -> Tone.LATE;
		case MIND -> Tone.WAIT;
		case UNASKABLE -> Tone.ENDED;
		};
		item.setText(new String[] { Labels.of(step.check()), Labels.of(step.result()), sentence(step) });
		item.setImage(1, Icons.of(tone));
		item.setForeground(1, Look.color(tone));
	}

	private static String sentence(Step step) {
		return Words.of(Locale.getDefault()).finding(step);
	}

	private void tell(int index) {
		if (index >= 0 && index < shown.size()) {
			detail.setText(Labels.of(shown.get(index).check()) + "\n" + sentence(shown.get(index)));
		}
	}

	/** The evidence goes with it. */
	private void sendIn() {
		Examination over = doctor.examination(reader).orElseThrow();
		shell.close();
		returns.reportExamined(parent, over);
	}
}
