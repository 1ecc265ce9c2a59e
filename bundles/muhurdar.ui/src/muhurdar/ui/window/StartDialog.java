package muhurdar.ui.window;

import java.util.Comparator;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

import muhurdar.domain.Role;
import muhurdar.domain.User;
import muhurdar.ui.Ids;
import muhurdar.ui.Icons;
import muhurdar.ui.Labels;
import muhurdar.ui.Look;
import muhurdar.ui.Names;

/** Who sits at this desk: picked from the demo's people, by office. */
final class StartDialog {

	private final Display display = Display.getDefault();
	private final Shell shell = new Shell(display, SWT.DIALOG_TRIM | SWT.RESIZE);
	private final Tree tree;
	private @Nullable String login;

	StartDialog(List<User> users) {
		shell.setText(Messages.Start_Title);
		shell.setImage(AppIcon.image());
		Ids.set(shell, "start");
		shell.setLayout(margins(new GridLayout()));
		heading();
		tree = new Tree(shell, SWT.BORDER | SWT.SINGLE | SWT.FULL_SELECTION);
		Ids.set(tree, "start.users", Messages.Start_Users);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
		data.widthHint = 56 * Look.GRID;
		data.heightHint = 48 * Look.GRID;
		tree.setLayoutData(data);
		tree.addListener(SWT.MeasureItem, event -> event.height = Math.max(event.height, Look.ROW));
		fill(users);
		tree.addListener(SWT.DefaultSelection, event -> choose());
		buttons();
	}

	private static GridLayout margins(GridLayout layout) {
		layout.marginWidth = layout.marginHeight = 3 * Look.GRID;
		layout.verticalSpacing = 2 * Look.GRID;
		return layout;
	}

	private void heading() {
		Label title = new Label(shell, SWT.NONE);
		title.setText(Messages.Start_Heading);
		title.setFont(Look.font(title, 1.5, SWT.BOLD));
		Label demo = new Label(shell, SWT.WRAP);
		demo.setText(Messages.Start_Demo);
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
		data.widthHint = 56 * Look.GRID;
		demo.setLayoutData(data);
	}

	private void fill(List<User> users) {
		for (Role role : Role.values()) {
			List<User> those = users.stream().filter(user -> user.roles().contains(role))
					.sorted(Comparator.comparing(User::name, Names.order())).toList();
			if (role == Role.SYSTEM || those.isEmpty()) {
				continue;
			}
			TreeItem office = new TreeItem(tree, SWT.NONE);
			office.setText(Labels.of(role));
			office.setFont(Look.font(tree, 1, SWT.BOLD));
			for (User user : those) {
				TreeItem item = new TreeItem(office, SWT.NONE);
				item.setText(user.name() + "  –  " + user.login());
				item.setImage(Icons.of("user", 16, Look.muted()));
				item.setData(user.login());
			}
			office.setExpanded(true);
		}
		if (tree.getItemCount() > 0) {
			tree.setSelection(tree.getItem(0).getItem(0));
		}
	}

	private void buttons() {
		Composite bar = new Composite(shell, SWT.NONE);
		GridLayout layout = new GridLayout(2, false);
		layout.marginWidth = layout.marginHeight = 0;
		bar.setLayout(layout);
		bar.setLayoutData(new GridData(SWT.END, SWT.END, true, false));
		Button quit = Ids.set(new Button(bar, SWT.PUSH), "start.quit", Messages.Start_Quit);
		quit.setText(Messages.Start_Quit);
		quit.setLayoutData(Look.wide(quit));
		quit.addListener(SWT.Selection, event -> shell.close());
		Button enter = Ids.set(new Button(bar, SWT.PUSH), "start.enter", Messages.Start_Enter);
		enter.setText(Messages.Start_Enter);
		enter.setLayoutData(Look.wide(enter));
		enter.setBackground(Look.main());
		enter.setForeground(Look.frameText());
		enter.addListener(SWT.Selection, event -> choose());
		shell.setDefaultButton(enter);
	}

	private void choose() {
		for (TreeItem item : tree.getSelection()) {
			if (item.getData() instanceof String chosen) {
				login = chosen;
				shell.close();
			} else {
				item.setExpanded(!item.getExpanded());
			}
		}
	}

	/** Opens and waits. @return the login, null if the person left */
	@Nullable
	String ask() {
		open(shell);
		tree.setFocus();
		wait(shell);
		return login;
	}

	/** Says one sentence, with one button, and waits. */
	static void tell(String sentence) {
		Shell box = new Shell(Display.getDefault(), SWT.DIALOG_TRIM);
		box.setText(Messages.Start_Title);
		box.setImage(AppIcon.image());
		Ids.set(box, "start.refused");
		box.setLayout(margins(new GridLayout()));
		Label text = new Label(box, SWT.WRAP);
		text.setText(sentence);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
		data.widthHint = 60 * Look.GRID;
		text.setLayoutData(data);
		Button close = Ids.set(new Button(box, SWT.PUSH), "start.refused.close", Messages.Start_Close);
		close.setText(Messages.Start_Close);
		close.setLayoutData(Look.wide(close));
		close.addListener(SWT.Selection, event -> box.close());
		box.setDefaultButton(close);
		open(box);
		wait(box);
	}

	static void open(Shell shell) {
		shell.pack();
		Rectangle screen = shell.getMonitor().getClientArea();
		Point size = shell.getSize();
		shell.setLocation(screen.x + (screen.width - size.x) / 2, screen.y + (screen.height - size.y) / 3);
		shell.open();
	}

	private static void wait(Shell shell) {
		Display display = shell.getDisplay();
		while (!shell.isDisposed()) {
			if (!display.readAndDispatch()) {
				display.sleep();
			}
		}
	}
}
