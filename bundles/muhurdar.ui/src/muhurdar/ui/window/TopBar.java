package muhurdar.ui.window;

import java.util.List;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.e4.ui.workbench.IWorkbench;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Text;

import jakarta.inject.Inject;
import muhurdar.api.Access;
import muhurdar.api.People;
import muhurdar.domain.Holder;
import muhurdar.domain.Role;
import muhurdar.ui.Desk;
import muhurdar.ui.Ids;
import muhurdar.ui.Keys;
import muhurdar.ui.Labels;
import muhurdar.ui.Look;
import muhurdar.ui.Notice;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** Name of the product, the one box that takes any code or name, DEMO, who sits here. */
public final class TopBar {

	private static final int MOST = 15;

	private final Desk desk;
	private final People people;
	private final Composite bar;
	private final Text search;

	@Inject
	TopBar(Composite parent, Desk desk, IWorkbench workbench, IThemeEngine themes, @Service People people,
			@Service Access access) {
		this.desk = desk;
		this.people = people;
		if (Look.dark()) {
			themes.setTheme("muhurdar.dark", false); // the product's own is the light one
		}
		bar = new Bar(parent);
		GridLayout layout = new GridLayout(5, false);
		layout.marginWidth = 2 * Look.GRID;
		layout.marginHeight = Look.GRID;
		layout.horizontalSpacing = 2 * Look.GRID;
		bar.setLayout(layout);
		brand();
		search = searchBox();
		Label room = Look.style(new Label(bar, SWT.NONE), "frame");
		room.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		Button demo = demoBadge();
		desk.background().run(Messages.Top_Demo, access::demo, yes -> shown(demo, yes));
		user(workbench);
		Keys.bindWindow(bar, SWT.MOD1 | 'k', this::toSearch);
	}

	private void brand() {
		Composite brand = Look.style(new Composite(bar, SWT.NONE), "frame");
		GridLayout layout = new GridLayout(2, false);
		layout.marginHeight = layout.marginWidth = 0;
		layout.horizontalSpacing = Look.GRID;
		brand.setLayout(layout);
		GridData data = new GridData(SWT.BEGINNING, SWT.CENTER, false, false);
		data.widthHint = Rail.WIDTH - 2 * Look.GRID;
		brand.setLayoutData(data);
		Look.style(new Label(brand, SWT.NONE), "frame").setImage(AppIcon.small());
		Label name = Look.style(new Label(brand, SWT.NONE), "frame");
		name.setText("Mühürdar");
		name.setFont(Look.font(name, 1.25, SWT.BOLD));
	}

	private Text searchBox() {
		Text text = new Text(bar, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		Ids.set(text, "search", Messages.Top_Search);
		text.setMessage(Messages.Top_SearchHint);
		text.setToolTipText(Messages.Top_SearchTip);
		GridData data = new GridData(SWT.BEGINNING, SWT.CENTER, false, false);
		data.widthHint = 60 * Look.GRID;
		text.setLayoutData(data);
		text.addListener(SWT.DefaultSelection, event -> look(text.getText().strip()));
		return text;
	}

	private Button demoBadge() {
		Button badge = Look.style(new Button(bar, SWT.PUSH), "demo");
		badge.setText("DEMO");
		badge.setToolTipText(Messages.Top_DemoTip);
		Ids.set(badge, "demo", Messages.Top_DemoTip);
		badge.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
		badge.addListener(SWT.Selection, event -> StartDialog.tell(Messages.Top_DemoExplained));
		shown(badge, false);
		return badge;
	}

	private void shown(Button badge, boolean yes) {
		badge.setVisible(yes);
		((GridData) badge.getLayoutData()).exclude = !yes;
		bar.layout();
	}

	private void user(IWorkbench workbench) {
		Button button = Look.style(new Button(bar, SWT.PUSH | SWT.FLAT), "framebutton");
		button.setText(desk.user().name() + "  ▾");
		String offices = desk.user().roles().stream().map((Role role) -> Labels.of(role)).sorted()
				.reduce((left, right) -> left + ", " + right).orElse("");
		button.setToolTipText(offices);
		Ids.set(button, "user", desk.user().name() + ", " + offices);
		Menu menu = new Menu(button);
		item(menu, "user.about", Messages.Top_About, () -> StartDialog.tell(Messages.Top_AboutText));
		item(menu, "user.quit", Messages.Top_Quit, workbench::close);
		button.addListener(SWT.Selection, event -> {
			Point corner = button.toDisplay(0, button.getSize().y);
			menu.setLocation(corner);
			menu.setVisible(true);
		});
	}

	private static void item(Menu menu, String id, String text, Runnable action) {
		MenuItem item = Ids.set(new MenuItem(menu, SWT.PUSH), id);
		item.setText(text);
		item.addListener(SWT.Selection, event -> action.run());
	}

	private void toSearch() {
		search.setFocus();
		search.selectAll();
	}

	private void look(String text) {
		if (!text.isEmpty()) {
			desk.background().run(Messages.Top_Searching, () -> people.search(text, MOST, desk.actor()),
					found -> found(text, found));
		}
	}

	private void found(String text, List<Holder> found) {
		if (found.isEmpty()) {
			desk.say(new Notice(Tone.WAIT, Texts.fill(Messages.Top_NotFound, text), null, null));
		} else if (found.size() == 1) {
			desk.found(found.getFirst().id());
			search.selectAll();
		} else {
			choose(found);
		}
	}

	private void choose(List<Holder> found) {
		Menu menu = new Menu(search);
		for (Holder holder : found) {
			item(menu, "search." + holder.id(), holder.fullName() + "   " + holder.maskedIdentityNo(),
					() -> desk.found(holder.id()));
		}
		if (found.size() == MOST) {
			MenuItem more = new MenuItem(menu, SWT.PUSH);
			more.setText(Messages.Top_More);
			more.setEnabled(false);
		}
		menu.setLocation(search.toDisplay(0, search.getSize().y));
		menu.addListener(SWT.Hide, event -> menu.getDisplay().asyncExec(menu::dispose));
		menu.setVisible(true);
	}
}
