package muhurdar.ui.certificates;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;

import muhurdar.domain.HoldCause;
import muhurdar.ui.Ids;
import muhurdar.ui.Keys;
import muhurdar.ui.Labels;
import muhurdar.ui.Look;

/** One button per cause, each with its digit: the second of the two keystrokes. Esc gives up. */
final class CauseChooser {

	private CauseChooser() {
	}

	/** Opens and returns at once. @param about whose certificate */
	static void open(Shell parent, String about, List<HoldCause> causes, Consumer<HoldCause> chosen) {
		Shell shell = new Shell(parent, SWT.DIALOG_TRIM | SWT.APPLICATION_MODAL);
		shell.setText(Messages.Suspend_Title);
		Ids.set(shell, "certificates.suspend.form");
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = 3 * Look.GRID;
		layout.verticalSpacing = Look.GRID;
		shell.setLayout(layout);
		Label title = new Label(shell, SWT.NONE);
		title.setText(about.replace("&", "&&"));
		title.setFont(Look.font(title, 1.3, SWT.BOLD));
		new Label(shell, SWT.NONE).setText(Messages.Suspend_Why);
		int number = 1;
		for (HoldCause cause : causes) {
			button(shell, number++, cause, chosen);
		}
		shell.pack();
		Rectangle over = parent.getBounds();
		shell.setLocation(over.x + (over.width - shell.getSize().x) / 2, over.y + (over.height - shell.getSize().y) / 3);
		shell.open();
	}

	private static void button(Shell shell, int number, HoldCause cause, Consumer<HoldCause> chosen) {
		Button button = new Button(shell, SWT.PUSH | SWT.LEFT);
		button.setText(number + "   " + Labels.of(cause));
		Ids.set(button, "certificates.suspend." + cause, Labels.of(cause));
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
		data.widthHint = 40 * Look.GRID;
		button.setLayoutData(data);
		Runnable choose = () -> {
			shell.close();
			chosen.accept(cause);
		};
		button.addListener(SWT.Selection, event -> choose.run());
		Keys.bindWindow(shell, '0' + number, choose);
		Keys.bindWindow(shell, SWT.KEYPAD_0 + number, choose);
	}
}
