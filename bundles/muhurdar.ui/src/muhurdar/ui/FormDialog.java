package muhurdar.ui;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;

import muhurdar.domain.Refusal;

/**
 * Asks for a few values, then does one thing with them. It closes when that went well; after a refusal it stays open,
 * says why and keeps what was typed. Esc gives up. Display thread only.
 */
public final class FormDialog {

	/**
	 * What the dialog is about. @param id stable; @param does the text of the button, a verb; @param grave true: it
	 * cannot be undone
	 */
	public record About(String id, String title, String explanation, String does, boolean grave) {
	}

	private final Shell shell;
	private final Desk desk;
	private final Label refusal;
	private final Button act;

	/**
	 * Opens the dialog and returns at once.
	 *
	 * @param fields builds the form; what it returns is done outside the display thread with the values of the fields
	 * @param then gets the result in the display thread, after the dialog has closed
	 */
	public static <T> void open(Desk desk, Shell parent, About about, Function<Form, Supplier<T>> fields,
			Consumer<? super T> then) {
		new FormDialog(desk, parent, about, fields, then);
	}

	private <T> FormDialog(Desk desk, Shell parent, About about, Function<Form, Supplier<T>> fields,
			Consumer<? super T> then) {
		this.desk = desk;
		shell = new Shell(parent, SWT.DIALOG_TRIM | SWT.APPLICATION_MODAL | SWT.RESIZE);
		shell.setText(about.title());
		Ids.set(shell, about.id());
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = 3 * Look.GRID;
		layout.verticalSpacing = 2 * Look.GRID;
		shell.setLayout(layout);
		heading(about);
		Form form = new Form(shell, about.id());
		Supplier<T> work = fields.apply(form);
		refusal = wrapped(new Label(shell, SWT.WRAP));
		refusal.setForeground(Look.color(Tone.LATE));
		Look.style(refusal, "error");
		act = buttons(about);
		act.addListener(SWT.Selection, event -> {
			if (form.complete()) {
				act(about, work, then);
			}
		});
		shell.setDefaultButton(act);
		place(parent);
		form.setFocus();
	}

	private void heading(About about) {
		Label title = new Label(shell, SWT.NONE);
		title.setText(about.title());
		title.setFont(Look.font(title, 1.3, SWT.BOLD));
		if (!about.explanation().isEmpty()) {
			wrapped(new Label(shell, SWT.WRAP)).setText(about.explanation());
		}
	}

	private static Label wrapped(Label label) {
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
		data.widthHint = 60 * Look.GRID;
		label.setLayoutData(data);
		return label;
	}

	private Button buttons(About about) {
		Composite bar = new Composite(shell, SWT.NONE);
		GridLayout layout = new GridLayout(2, false);
		layout.marginWidth = layout.marginHeight = 0;
		layout.horizontalSpacing = Look.GRID;
		bar.setLayout(layout);
		bar.setLayoutData(new GridData(SWT.END, SWT.END, true, false));
		Button cancel = new Button(bar, SWT.PUSH);
		cancel.setText(Messages.FormDialog_Cancel);
		Ids.set(cancel, about.id() + ".cancel", Messages.FormDialog_Cancel);
		cancel.setLayoutData(Look.wide(cancel));
		cancel.addListener(SWT.Selection, event -> shell.close());
		Button does = Look.style(new Button(bar, SWT.PUSH), about.grave() ? "grave" : "main");
		does.setText(about.does());
		does.setLayoutData(Look.wide(does));
		return Ids.set(does, about.id() + ".ok", about.does());
	}

	private <T> void act(About about, Supplier<T> work, Consumer<? super T> then) {
		act.setEnabled(false);
		say(null);
		desk.background().run(about.does(), work, result -> {
			if (!shell.isDisposed()) {
				shell.close();
			}
			then.accept(result);
		}, this::refused, id -> failed(about, id));
	}

	private void failed(About about, String id) {
		if (!shell.isDisposed()) {
			act.setEnabled(true);
			say(Texts.fill(Messages.FormDialog_Failed, about.does(), id));
		}
	}

	private void refused(Refusal no) {
		if (shell.isDisposed()) {
			desk.background().refused(no);
		} else {
			act.setEnabled(true);
			say(Background.sentence(no));
		}
	}

	private void say(@Nullable String sentence) {
		refusal.setText(sentence == null ? "" : sentence);
		shell.layout(true, true);
		shell.pack();
	}

	private void place(Shell parent) {
		shell.pack();
		Rectangle over = parent.getBounds();
		Point size = shell.getSize();
		shell.setLocation(over.x + (over.width - size.x) / 2, over.y + (over.height - size.y) / 3);
		shell.open();
	}
}
