package muhurdar.uitest;

import static org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable.syncExec;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.allOf;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.anyOf;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.inGroup;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.widgetOfType;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withId;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withLabel;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withMnemonic;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withRegex;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withStyle;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withText;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withTooltip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.custom.CCombo;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabFolder2Adapter;
import org.eclipse.swt.custom.CTabFolderEvent;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DateTime;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.TabItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.swtbot.swt.finder.SWTBot;
import org.eclipse.swtbot.swt.finder.exceptions.WidgetNotFoundException;
import org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable;
import org.eclipse.swtbot.swt.finder.utils.SWTBotPreferences;
import org.eclipse.swtbot.swt.finder.utils.SWTUtils;
import org.eclipse.swtbot.swt.finder.waits.Conditions;
import org.eclipse.swtbot.swt.finder.waits.DefaultCondition;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotButton;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotCTabItem;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotCheckBox;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotCombo;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotMenu;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotText;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTree;
import org.eclipse.swtbot.swt.finder.widgets.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** What the other UI tests rely on in the SWTBot API, whoever provides it. */
class SwtBotConformanceTest {

	private static final String TITLE = "Deneme penceresi";

	private static Stage stage;

	private final List<String> heard = new CopyOnWriteArrayList<>();
	private long timeout;

	@BeforeAll
	static void raiseTheCurtain() throws Exception {
		System.out.println("SWTBot API from " + provider());
		stage = Stage.open();
	}

	private static String provider() {
		Bundle bundle = FrameworkUtil.getBundle(SWTBot.class);
		return bundle == null ? "the class path" : bundle.getSymbolicName() + " " + bundle.getVersion();
	}

	@AfterAll
	static void lowerTheCurtain() throws Exception {
		stage.close();
	}

	@BeforeEach
	void rememberTheTimeout() {
		timeout = SWTBotPreferences.TIMEOUT;
	}

	@AfterEach
	void clearTheStage() {
		SWTBotPreferences.TIMEOUT = timeout;
		stage.clear();
	}

	// finding

	@Test
	void aTextIsFoundByIndexByLabelAndById() {
		SWTBot bot = open(shell -> {
			label(shell, "&Ad:");
			new Text(shell, SWT.BORDER).setText("ilk");
			label(shell, "Durum:");
			new Combo(shell, SWT.READ_ONLY);
			Text second = new Text(shell, SWT.BORDER);
			second.setText("ikinci");
			second.setData(SWTBotPreferences.DEFAULT_KEY, "kimlik");
		});
		assertEquals("ilk", bot.text().getText());
		assertEquals("ikinci", bot.text(1).getText());
		assertEquals("ilk", bot.textWithLabel("Ad:").getText());
		assertEquals("ikinci", bot.textWithLabel("Durum:").getText(), "a combo lies between");
		assertEquals("ikinci", bot.textWithId("kimlik").getText());
		assertEquals("kimlik", bot.textWithId("kimlik").getId());
		assertEquals("&Ad:", bot.label("Ad:").getText());
		assertThrows(IndexOutOfBoundsException.class, () -> bot.text(2));
	}

	@Test
	void onlyPushButtonsAreButtonsAndMnemonicsDoNotCount() {
		SWTBot bot = open(shell -> {
			button(shell, SWT.CHECK, "Kaydet");
			button(shell, SWT.TOGGLE, "Kaydet");
			hears(button(shell, SWT.PUSH, "&Kaydet"), SWT.Selection, "birinci");
			hears(button(shell, SWT.PUSH, "Kay&det"), SWT.Selection, "ikinci");
		});
		SWTBotButton save = bot.button("Kaydet").click();
		assertEquals("&Kaydet", save.getText());
		bot.button("Kaydet", 1).click();
		assertEquals(List.of("birinci", "ikinci"), heard);
	}

	@Test
	void whatIsNotVisibleIsNotFound() {
		SWTBot bot = open(shell -> {
			Composite hidden = new Composite(shell, SWT.NONE);
			hidden.setLayout(new GridLayout());
			button(hidden, SWT.PUSH, "Gizli");
			hidden.setVisible(false);
			button(shell, SWT.PUSH, "Gizli").setToolTipText("görünen");
		});
		assertEquals("görünen", bot.button("Gizli").getToolTipText());
		assertTrue(bot.button("Gizli").isVisible());
		assertThrows(IndexOutOfBoundsException.class, () -> bot.button("Gizli", 1));
	}

	@Test
	void aFinderWaitsForAWidgetThatComesLater() {
		SWTBot bot = open(shell -> shell.getDisplay().timerExec(300, () -> {
			button(shell, SWT.PUSH, "Geç kalan");
			shell.layout();
		}));
		assertTrue(bot.button("Geç kalan").isVisible());
	}

	@Test
	void aWidgetThatNeverComesIsNotFoundBecauseOfATimeout() {
		SWTBot bot = open(shell -> label(shell, "boş"));
		WidgetNotFoundException notFound = fails(WidgetNotFoundException.class, () -> bot.button("Yok"));
		assertInstanceOf(TimeoutException.class, notFound.getCause());
	}

	@Test
	void aBotWithoutAWidgetIsRefused() {
		Shell shell = stage.window(TITLE, any -> label(any, "kısa ömürlü"));
		assertThrows(WidgetNotFoundException.class, () -> new SWTBotShell(null));
		stage.ask(() -> {
			shell.dispose();
			return null;
		});
		assertThrows(WidgetNotFoundException.class, () -> new SWTBotShell(shell));
	}

	@Test
	void aBotWithoutParentLooksInTheActiveWindow() {
		open(shell -> label(shell, "içerik"));
		assertEquals("içerik", new SWTBot().label("içerik").getText());
		assertEquals(TITLE, new SWTBot().activeShell().getText());
	}

	@Test
	void matchersFindRawWidgets() {
		SWTBot bot = open(shell -> {
			Group group = new Group(shell, SWT.NONE);
			group.setText("Kişi");
			group.setLayout(new GridLayout());
			Button inside = button(group, SWT.PUSH, "Aç&ık");
			inside.setToolTipText("ipucu");
			inside.setData(SWTBotPreferences.DEFAULT_KEY, "a");
			inside.setData("renk", 7);
			label(shell, "Sonra");
			button(shell, SWT.CHECK, "Dışarıda");
		});
		Button inside = bot.widget(widgetOfType(Button.class));
		assertSame(inside, bot.<Widget>widget(withText("Aç&ık")));
		assertSame(inside, bot.<Widget>widget(withMnemonic("Açık")));
		assertSame(inside, bot.<Widget>widget(withRegex("Aç.*")));
		assertSame(inside, bot.<Widget>widget(withTooltip("ipucu")));
		assertSame(inside, bot.<Widget>widget(withId("a")));
		assertSame(inside, bot.<Widget>widget(withId("renk", (Object) 7)));
		Button grouped = bot.widget(allOf(widgetOfType(Button.class), inGroup("Kişi")));
		assertSame(inside, grouped);
		Button outside = bot.widget(allOf(widgetOfType(Button.class), withLabel("Sonra")));
		assertSame(outside, bot.<Widget>widget(allOf(widgetOfType(Button.class), withStyle(SWT.CHECK, "SWT.CHECK"))));
		assertSame(outside, bot.widget(widgetOfType(Button.class), 1));
		assertEquals(2, bot.widgets(widgetOfType(Button.class)).size());
		Widget group = stage.ask(inside::getParent);
		assertEquals(1, bot.widgets(widgetOfType(Button.class), group).size());
		assertSame(inside, bot.widget(widgetOfType(Button.class), group));
		assertEquals(2, bot.widgets(anyOf(withText("Aç&ık"), withText("Dışarıda"))).size());
	}

	// windows

	@Test
	void aListenerThatOpensAModalDialogDoesNotBlockTheTest() {
		SWTBot bot = open(shell -> {
			Label answer = label(shell, "soruluyor");
			button(shell, SWT.PUSH, "Sor").addListener(SWT.Selection, e -> answer.setText(ask(shell)));
		});
		bot.button("Sor").click();
		SWTBotShell dialog = bot.shell("Emin misiniz?");
		dialog.activate();
		assertTrue(dialog.isOpen());
		assertTrue(dialog.isActive());
		assertEquals(2, bot.shells().length);
		dialog.bot().button("Evet").click();
		bot.waitUntil(Conditions.shellCloses(dialog));
		assertFalse(dialog.isOpen());
		assertEquals("evet", bot.label("evet").getText());
	}

	@Test
	void aWindowIsActivatedAndClosedAndTheCallsWaitForIt() {
		open(shell -> label(shell, "altta"));
		stage.window("Üstteki", shell -> label(shell, "üstte"));
		SWTBot bot = new SWTBot();
		bot.waitUntil(Conditions.waitForShell(withText("Üstteki")));
		SWTBotShell upper = bot.shell("Üstteki").activate();
		bot.waitUntil(Conditions.shellIsActive("Üstteki"));
		SWTBotShell lower = bot.shell(TITLE).activate();
		assertTrue(lower.isActive());
		assertFalse(upper.isActive());
		upper.close();
		assertFalse(upper.isOpen());
		assertEquals(1, bot.shells().length);
	}

	@Test
	void aWindowThatRefusesToCloseTimesOut() {
		open(shell -> shell.addListener(SWT.Close, event -> event.doit = false));
		SWTBotShell shell = new SWTBot().shell(TITLE);
		fails(TimeoutException.class, shell::close);
		assertTrue(shell.isOpen());
	}

	// fields

	@Test
	void aTextTellsItsModifyListenersAndAReadOnlyOneRefuses() {
		SWTBot bot = open(shell -> {
			hears(new Text(shell, SWT.BORDER), SWT.Modify, "yazıldı");
			new Text(shell, SWT.BORDER | SWT.READ_ONLY);
		});
		SWTBotText field = bot.text().setText("ÇAĞLAR");
		assertEquals("ÇAĞLAR", field.getText());
		assertTrue(heard.contains("yazıldı"));
		assertFalse(field.isReadOnly());
		assertTrue(bot.text(1).isReadOnly());
		assertThrows(IllegalArgumentException.class, () -> bot.text(1).setText("olmaz"));
	}

	@Test
	void theFocusGoesWhereItIsSent() {
		SWTBot bot = open(shell -> {
			new Text(shell, SWT.BORDER);
			new Text(shell, SWT.BORDER);
		});
		bot.text(1).setFocus();
		assertTrue(bot.text(1).isActive());
		assertFalse(bot.text(0).isActive());
		assertSame(bot.text(1).widget, bot.getFocusedWidget());
	}

	@Test
	void anActionWaitsUntilItsWidgetIsEnabled() {
		SWTBot bot = open(shell -> {
			Button late = hears(button(shell, SWT.PUSH, "Birazdan"), SWT.Selection, "tıklandı");
			late.setEnabled(false);
			shell.getDisplay().timerExec(300, () -> late.setEnabled(true));
			button(shell, SWT.PUSH, "Hiç").setEnabled(false);
		});
		bot.button("Birazdan").click();
		assertEquals(List.of("tıklandı"), heard);
		bot.waitUntil(Conditions.widgetIsEnabled(bot.button("Birazdan")));
		assertFalse(bot.button("Hiç").isEnabled());
		SWTBotButton never = bot.button("Hiç");
		fails(TimeoutException.class, never::click);
	}

	@Test
	void checkBoxesAndRadiosCarryTheirStateWhenTheyAreHeard() {
		SWTBot bot = open(shell -> {
			Button check = button(shell, SWT.CHECK, "Onay&lı");
			check.addListener(SWT.Selection, e -> heard.add("onay " + check.getSelection()));
			Button radio = button(shell, SWT.RADIO, "Acil");
			radio.addListener(SWT.Selection, e -> heard.add("acil " + radio.getSelection()));
		});
		SWTBotCheckBox check = bot.checkBox("Onaylı").click();
		assertTrue(check.isChecked());
		check.select();
		assertTrue(bot.checkBox().isChecked());
		check.deselect();
		assertFalse(check.isChecked());
		assertEquals("onay true", heard.getFirst());
		assertEquals("onay false", heard.getLast());
		assertTrue(bot.radio("Acil").click().isSelected());
		assertEquals("acil true", heard.getLast());
	}

	@Test
	void aComboSelectsByTextAndByIndex() {
		SWTBot bot = open(shell -> {
			label(shell, "Kurum:");
			Combo combo = hears(new Combo(shell, SWT.READ_ONLY), SWT.Selection, "seçildi");
			combo.setItems("Bulanık", "Varto", "Malazgirt");
		});
		SWTBotCombo combo = bot.comboBoxWithLabel("Kurum:");
		assertArrayEquals(new String[] { "Bulanık", "Varto", "Malazgirt" }, combo.items());
		assertEquals(3, combo.itemCount());
		combo.setSelection("Varto");
		assertEquals("Varto", combo.selection());
		combo.setSelection(2);
		assertEquals(2, combo.selectionIndex());
		assertEquals("Malazgirt", bot.comboBox().getText());
		assertEquals(List.of("seçildi", "seçildi"), heard);
		assertThrows(RuntimeException.class, () -> combo.setSelection("Ankara"));
	}

	@Test
	void theOtherFieldsReadAndWriteTheirValues() {
		Date day = Date.from(LocalDate.of(2026, 2, 28).atStartOfDay(ZoneId.systemDefault()).toInstant());
		SWTBot bot = open(shell -> {
			new CCombo(shell, SWT.BORDER).setItems(new String[] { "A", "B" });
			label(shell, "Adet:");
			new Spinner(shell, SWT.BORDER).setMaximum(500);
			label(shell, "Gün:");
			hears(new DateTime(shell, SWT.DATE), SWT.Selection, "gün");
			ProgressBar progress = new ProgressBar(shell, SWT.NONE);
			progress.setMaximum(40);
			progress.setSelection(10);
		});
		bot.ccomboBox().setSelection("B");
		assertEquals("B", bot.ccomboBox().selection());
		bot.spinnerWithLabel("Adet:").setSelection(64);
		assertEquals(64, bot.spinnerWithLabel("Adet:").getSelection());
		bot.dateTimeWithLabel("Gün:").setDate(day);
		assertEquals(LocalDate.of(2026, 2, 28), LocalDate.ofInstant(bot.dateTime().getDate().toInstant(),
				ZoneId.systemDefault()));
		assertTrue(heard.contains("gün"));
		assertEquals(10, bot.progressbar().getProgress());
		assertEquals(0, bot.progressbar().getMinimum());
		assertEquals(40, bot.progressbar().getMaximum());
	}

	// tables and trees

	@Test
	void aVirtualTableIsReadByIndexWithoutFetchingTheRest() {
		AtomicInteger fetched = new AtomicInteger();
		SWTBotTable table = open(shell -> virtualTable(shell, fetched)).table();
		assertEquals(100_000, table.rowCount());
		assertEquals(2, table.columnCount());
		assertEquals(List.of("Sıra", "Ad"), table.columns());
		assertEquals("ad 99999", table.cell(99_999, 1));
		assertEquals("ad 70000", table.cell(70_000, "Ad"));
		heard.clear(); // a table that gets the focus may select its first row by itself
		table.select(50_000);
		assertEquals(1, table.selectionCount());
		assertEquals("50000", table.selection().get(0, 0));
		assertEquals("ad 50000", table.selection().get(0).get(1));
		assertEquals(List.of("seçim 50000"), heard);
		assertTrue(fetched.get() < 1000, "fetched only " + fetched);
		assertEquals(1234, table.indexOf("ad 1234", 1));
		assertEquals(321, table.indexOf("ad 321", "Ad"));
		assertTrue(fetched.get() > 1000, "a search by text fetches rows up to the hit");
	}

	@Test
	void aTableTellsOneSelectionPerClickAndADefaultSelectionWithoutItem() {
		SWTBotTable table = open(shell -> smallTable(shell, SWT.MULTI)).table();
		table.click(1, 0);
		assertEquals(List.of("seçim b"), heard);
		heard.clear();
		table.doubleClick(2, 1);
		assertEquals("çift tık null, seçili c", heard.getLast());
		table.select(0, 2);
		assertEquals(2, table.selectionCount());
		table.select("a", "b");
		assertEquals(2, table.selection().rowCount());
		assertEquals("b", table.selection().get(1, 0));
		table.unselect();
		assertEquals(0, table.selectionCount());
		heard.clear();
		table.header("Harf").click();
		assertEquals(List.of("başlık"), heard);
	}

	@Test
	void aTableRefusesRowsColumnsAndTextsThatItDoesNotHave() {
		SWTBotTable table = open(shell -> smallTable(shell, SWT.SINGLE)).table();
		assertThrows(IllegalArgumentException.class, () -> table.cell(3, 0));
		assertThrows(IllegalArgumentException.class, () -> table.cell(0, 2));
		assertThrows(IllegalArgumentException.class, () -> table.select(3));
		assertThrows(IllegalArgumentException.class, () -> table.select("yok"));
		assertEquals(-1, table.indexOf("yok"));
		assertEquals(2, table.indexOf("c"));
		assertTrue(table.containsItem("c"));
		assertFalse(table.containsItem("yok"));
		fails(WidgetNotFoundException.class, () -> table.getTableItem("yok"));
	}

	@Test
	void aRowIsCheckedAndItsContextMenuIsFilledWhenItIsShown() {
		SWTBotTable table = open(shell -> {
			Table raw = smallTable(shell, SWT.CHECK);
			Menu menu = new Menu(raw);
			raw.setMenu(menu);
			menu.addListener(SWT.Show, e -> {
				for (MenuItem old : menu.getItems()) {
					old.dispose();
				}
				String row = raw.getSelection()[0].getText();
				MenuItem item = new MenuItem(menu, SWT.PUSH);
				item.setText("&Sil " + row);
				item.addListener(SWT.Selection, click -> heard.add("silindi " + row));
			});
		}).table();
		table.getTableItem("b").check();
		assertTrue(table.getTableItem(1).isChecked());
		assertFalse(table.getTableItem(0).isChecked());
		table.getTableItem(1).uncheck();
		assertFalse(table.getTableItem(1).isChecked());
		assertEquals("2", table.getTableItem("b").getText(1));
		heard.clear();
		table.getTableItem("c").contextMenu().menu("Sil c").click();
		assertTrue(heard.contains("silindi c"), heard::toString);
		table.select(0);
		table.contextMenu("Sil a").click();
		assertTrue(heard.contains("silindi a"), heard::toString);
	}

	@Test
	void waitingForRowsMeansExactlySoMany() {
		SWTBot bot = open(shell -> {
			Table table = smallTable(shell, SWT.NONE);
			shell.getDisplay().timerExec(300, () -> new TableItem(table, SWT.NONE));
		});
		bot.waitUntil(Conditions.tableHasRows(bot.table(), 4));
		fails(TimeoutException.class, () -> bot.waitUntil(Conditions.tableHasRows(bot.table(), 3)));
	}

	@Test
	void aTreeIsFilledWhenItIsExpanded() {
		SWTBot bot = open(this::lazyTree);
		SWTBotTree tree = bot.tree();
		assertEquals(2, tree.rowCount());
		bot.waitUntil(Conditions.treeHasRows(tree, 2));
		assertEquals(2, tree.getAllItems().length);
		tree.expandNode("Muş", "Bulanık").select();
		assertEquals("seçim Bulanık", heard.getLast());
		assertTrue(tree.getTreeItem("Muş").isExpanded());
		assertEquals(List.of("Bulanık", "Varto"), tree.getTreeItem("Muş").getNodes());
		assertEquals(2, tree.getTreeItem("Muş").getItems().length);
		tree.getTreeItem("Muş").getNode("Varto").click();
		assertEquals("seçim Varto", heard.getLast());
		tree.getTreeItem("Muş").collapse();
		assertFalse(tree.getTreeItem("Muş").isExpanded());
		tree.select("Ağrı");
		assertEquals("seçim Ağrı", heard.getLast());
		fails(WidgetNotFoundException.class, () -> tree.getTreeItem("Van"));
	}

	// tabs, menus, tool bars

	@Test
	void aTabComesToTheFrontAndItsListenersHear() {
		SWTBot bot = open(shell -> customTabs(shell, true));
		assertTrue(bot.cTabItem("Bir").isActive());
		bot.cTabItem("İki").activate();
		assertTrue(bot.cTabItem("İki").isActive());
		assertFalse(bot.cTabItem("Bir").isActive());
		assertEquals(List.of("sekme İki"), heard);
		assertEquals("ikinci sayfa", bot.label("ikinci sayfa").getText(), "the page of the tab is visible now");
	}

	@Test
	void aTabClosesUnlessSomebodyRefuses() {
		SWTBot bot = open(shell -> customTabs(shell, true));
		SWTBotCTabItem second = bot.cTabItem("İki");
		second.close();
		assertTrue(second.widget.isDisposed());

		stage.clear();
		heard.clear();
		SWTBot refused = open(shell -> customTabs(shell, false));
		refused.cTabItem("İki").close();
		assertFalse(refused.cTabItem("İki").widget.isDisposed());
		assertTrue(heard.contains("kapatma"), heard::toString);
	}

	@Test
	void aNativeTabIsFoundByItsText() {
		SWTBot bot = open(shell -> {
			TabFolder folder = new TabFolder(shell, SWT.NONE);
			new TabItem(folder, SWT.NONE).setText("Genel");
			new TabItem(folder, SWT.NONE).setText("A&yrıntı");
		});
		assertEquals("A&yrıntı", bot.tabItem("Ayrıntı").getText());
	}

	@Test
	void menusAreFoundByPathAndAnywhereAndChangeTheirStateBeforeTheyAreHeard() {
		SWTBot bot = open(this::menuBar);
		bot.menu("Dışa aktar").click();
		bot.menu("Dosya").menu("Dışa aktar").click();
		bot.menu().menu("Dosya", "Dışa aktar").click();
		assertEquals(List.of("aktarıldı", "aktarıldı", "aktarıldı"), heard);
		heard.clear();
		SWTBotMenu grid = bot.menu("Izgara");
		assertFalse(grid.isChecked());
		grid.click();
		assertEquals(List.of("ızgara true"), heard);
		assertTrue(grid.isChecked());
		bot.menu("Dosya").click();
		assertEquals(List.of("ızgara true"), heard, "a click on a cascade does nothing");
		assertFalse(bot.menu("Kapalı").isEnabled());
		assertEquals(1, bot.menu().menuItems().size());
	}

	@Test
	void toolBarButtonsAreFoundByTextTooltipAndId() {
		SWTBot bot = open(shell -> {
			ToolBar bar = new ToolBar(shell, SWT.FLAT);
			ToolItem push = hears(new ToolItem(bar, SWT.PUSH), SWT.Selection, "yenile");
			push.setText("&Yenile");
			push.setToolTipText("Listeyi yenile");
			push.setData(SWTBotPreferences.DEFAULT_KEY, "yenile");
			ToolItem toggle = new ToolItem(bar, SWT.CHECK);
			toggle.setText("Süz");
			toggle.addListener(SWT.Selection, e -> heard.add("süz " + toggle.getSelection()));
			hears(new ToolItem(bar, SWT.DROP_DOWN), SWT.Selection, "daha").setToolTipText("Daha");
		});
		bot.toolbarButton("Yenile").click();
		bot.toolbarButtonWithTooltip("Listeyi yenile").click();
		bot.toolbarButtonWithId("yenile").click();
		bot.toolbarToggleButton("Süz").click();
		bot.toolbarDropDownButtonWithTooltip("Daha").click();
		assertTrue(bot.toolbarButton("Yenile").isEnabled());
		assertEquals(List.of("yenile", "yenile", "yenile", "süz true", "daha"), heard);
	}

	// waiting, threads, pictures

	@Test
	void anExceptionInAConditionMeansNotYet() {
		SWTBot bot = open(shell -> label(shell, "bekle"));
		AtomicInteger tries = new AtomicInteger();
		bot.waitUntil(condition(() -> {
			if (tries.incrementAndGet() < 3) {
				throw new IllegalStateException("not ready");
			}
			return true;
		}), 5000, 10);
		assertEquals(3, tries.get());
		bot.waitWhile(condition(() -> tries.incrementAndGet() < 6), 5000, 10);
		assertEquals(6, tries.get());
	}

	@Test
	void aTimeoutShorterThanThePauseGivesExactlyOneTest() {
		SWTBot bot = open(shell -> label(shell, "bekle"));
		AtomicInteger tries = new AtomicInteger();
		assertThrows(TimeoutException.class, () -> bot.waitUntil(condition(() -> {
			tries.incrementAndGet();
			return false;
		}), 1, 50));
		assertEquals(1, tries.get());
	}

	@Test
	void codeOfATestRunsInTheUiThreadAndItsExceptionsComeBack() {
		Shell shell = stage.window(TITLE, each -> new Combo(each, SWT.NONE).setItems("x", "y"));
		Combo combo = new SWTBot(shell).widget(widgetOfType(Combo.class));
		int count = syncExec(() -> combo.getItemCount());
		String[] items = syncExec(shell.getDisplay(), () -> combo.getItems());
		syncExec(() -> combo.setText("z"));
		assertEquals(2, count);
		assertArrayEquals(new String[] { "x", "y" }, items);
		assertEquals("z", syncExec(() -> combo.getText()));
		UIThreadRunnable.asyncExec(() -> heard.add("arkadan"));
		syncExec(() -> heard.add("önden"));
		assertEquals(List.of("arkadan", "önden"), heard);
		SWTException wrapped = assertThrows(SWTException.class, () -> syncExec(() -> combo.getItem(99)));
		assertNotNull(wrapped.getCause());
	}

	@Test
	void aFaultOfAListenerPassesTheBotByButNotTheStage() {
		SWTBot bot = open(shell -> button(shell, SWT.PUSH, "Bozuk").addListener(SWT.Selection, event -> {
			throw new IllegalStateException("broken listener");
		}));
		bot.button("Bozuk").click();
		AssertionError noticed = assertThrows(AssertionError.class, stage::assertNoFaults);
		assertEquals("broken listener", noticed.getCause().getMessage());
	}

	@Test
	void theDisplayIsFoundFromAnyThread() {
		Shell shell = stage.window(TITLE, each -> label(each, "tek ekran"));
		assertSame(shell.getDisplay(), SWTUtils.display());
		assertSame(shell.getDisplay(), new SWTBot().getDisplay());
	}

	@Test
	void aScreenshotIsAPictureOfTheWholeScreen(@TempDir Path folder) throws Exception {
		SWTBot bot = open(shell -> label(shell, "gülümse"));
		Path file = folder.resolve("ekran.png");
		assertTrue(bot.captureScreenshot(file.toString()));
		assertTrue(Files.size(file) > 0);
		ImageData picture = new ImageData(file.toString());
		assertEquals(stage.ask(() -> bot.getDisplay().getBounds().width), picture.width);
	}

	// what is on the stage

	private SWTBot open(Consumer<Shell> content) {
		stage.window(TITLE, content);
		return new SWTBot().shell(TITLE).activate().bot();
	}

	private static Label label(Composite parent, String text) {
		Label label = new Label(parent, SWT.NONE);
		label.setText(text);
		return label;
	}

	private static Button button(Composite parent, int style, String text) {
		Button button = new Button(parent, style);
		button.setText(text);
		return button;
	}

	@SuppressWarnings("null")
	private <T extends Widget> T hears(T widget, int type, String word) {
		widget.addListener(type, event -> heard.add(word));
		return widget;
	}

	/** A modal dialog with a loop of its own, as JFace has it. */
	private static String ask(Shell owner) {
		Shell dialog = new Shell(owner, SWT.DIALOG_TRIM | SWT.APPLICATION_MODAL);
		dialog.setText("Emin misiniz?");
		dialog.setLayout(new GridLayout());
		button(dialog, SWT.PUSH, "&Evet").addListener(SWT.Selection, event -> dialog.close());
		dialog.pack();
		dialog.open();
		while (!dialog.isDisposed()) {
			if (!dialog.getDisplay().readAndDispatch()) {
				dialog.getDisplay().sleep();
			}
		}
		return "evet";
	}

	private void virtualTable(Shell shell, AtomicInteger fetched) {
		Table table = new Table(shell, SWT.VIRTUAL | SWT.BORDER | SWT.FULL_SELECTION);
		columns(table, "Sıra", "Ad");
		table.addListener(SWT.SetData, event -> {
			fetched.incrementAndGet();
			((TableItem) event.item).setText(new String[] { "" + event.index, "ad " + event.index });
		});
		table.addListener(SWT.Selection, event -> heard.add("seçim " + table.indexOf((TableItem) event.item)));
		table.setItemCount(100_000);
	}

	private Table smallTable(Shell shell, int style) {
		Table table = new Table(shell, style | SWT.BORDER | SWT.FULL_SELECTION);
		columns(table, "Harf", "Sayı");
		hears(table.getColumn(0), SWT.Selection, "başlık");
		for (String[] row : new String[][] { { "a", "1" }, { "b", "2" }, { "c", "3" } }) {
			new TableItem(table, SWT.NONE).setText(row);
		}
		table.addListener(SWT.Selection, event -> {
			if (event.item != null) {
				heard.add("seçim " + ((TableItem) event.item).getText());
			}
		});
		table.addListener(SWT.DefaultSelection, event -> heard
				.add("çift tık " + event.item + ", seçili " + table.getSelection()[0].getText()));
		return table;
	}

	private static void columns(Table table, String... names) {
		table.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		table.setHeaderVisible(true);
		for (String name : names) {
			TableColumn column = new TableColumn(table, SWT.NONE);
			column.setText(name);
			column.setWidth(150);
		}
	}

	private void lazyTree(Shell shell) {
		Tree tree = new Tree(shell, SWT.BORDER);
		tree.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		TreeItem mus = new TreeItem(tree, SWT.NONE);
		mus.setText("Muş");
		new TreeItem(mus, SWT.NONE).setText("…");
		new TreeItem(tree, SWT.NONE).setText("Ağrı");
		tree.addListener(SWT.Expand, event -> {
			TreeItem item = (TreeItem) event.item;
			item.removeAll();
			new TreeItem(item, SWT.NONE).setText("Bulanık");
			new TreeItem(item, SWT.NONE).setText("Varto");
		});
		tree.addListener(SWT.Selection, event -> heard.add("seçim " + tree.getSelection()[0].getText()));
	}

	private void customTabs(Shell shell, boolean mayClose) {
		CTabFolder folder = new CTabFolder(shell, SWT.BORDER | SWT.CLOSE);
		folder.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		page(folder, "Bir", "ilk sayfa");
		page(folder, "İki", "ikinci sayfa");
		folder.setSelection(0);
		folder.addListener(SWT.Selection, event -> heard.add("sekme " + ((CTabItem) event.item).getText()));
		folder.addCTabFolder2Listener(new CTabFolder2Adapter() {
			@Override
			public void close(CTabFolderEvent event) {
				heard.add("kapatma");
				event.doit = mayClose;
			}
		});
	}

	private static void page(CTabFolder folder, String name, String content) {
		CTabItem tab = new CTabItem(folder, SWT.NONE);
		tab.setText(name);
		tab.setControl(label(folder, content));
	}

	private void menuBar(Shell shell) {
		Menu bar = new Menu(shell, SWT.BAR);
		shell.setMenuBar(bar);
		MenuItem file = new MenuItem(bar, SWT.CASCADE);
		file.setText("&Dosya");
		Menu menu = new Menu(file);
		file.setMenu(menu);
		hears(new MenuItem(menu, SWT.PUSH), SWT.Selection, "aktarıldı").setText("Dışa a&ktar\tCtrl+E");
		MenuItem view = new MenuItem(menu, SWT.CASCADE);
		view.setText("Görünüm");
		view.setMenu(new Menu(view));
		MenuItem grid = new MenuItem(view.getMenu(), SWT.CHECK);
		grid.setText("Izgara");
		grid.addListener(SWT.Selection, event -> heard.add("ızgara " + grid.getSelection()));
		MenuItem disabled = new MenuItem(menu, SWT.PUSH);
		disabled.setText("Kapalı");
		disabled.setEnabled(false);
	}

	// expectations

	/** Expects a failure that the API finds only by waiting, so with little patience. */
	private static <T extends Throwable> T fails(Class<T> type, Executable action) {
		SWTBotPreferences.TIMEOUT = 200;
		return assertThrows(type, action);
	}

	private static DefaultCondition condition(Callable<Boolean> test) {
		return new DefaultCondition() {
			@Override
			public boolean test() throws Exception {
				return test.call();
			}

			@Override
			public String getFailureMessage() {
				return "the reason";
			}
		};
	}
}
