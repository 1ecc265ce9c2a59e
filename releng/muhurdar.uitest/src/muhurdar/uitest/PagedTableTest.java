package muhurdar.uitest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.eclipse.e4.ui.di.UISynchronize;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swtbot.swt.finder.SWTBot;
import org.eclipse.swtbot.swt.finder.waits.DefaultCondition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import muhurdar.api.Page;
import muhurdar.ui.Background;
import muhurdar.ui.Column;
import muhurdar.ui.PagedTable;

/** The one list that every perspective uses. */
class PagedTableTest {

	private static final int PATIENCE = 10_000;

	private static Stage stage;

	private Shell window;
	private Background background;
	private PagedTable<String> paged;
	private Table table;
	private final ConcurrentSkipListSet<Integer> asked = new ConcurrentSkipListSet<>();

	@BeforeAll
	static void raiseTheCurtain() throws Exception {
		stage = Stage.open();
	}

	@AfterAll
	static void lowerTheCurtain() throws Exception {
		stage.close();
	}

	@BeforeEach
	void open() {
		window = stage.window("Liste", shell -> {
			shell.setLayout(new FillLayout());
			background = new Background(new Now(shell.getDisplay()));
			paged = new PagedTable<>(shell, background, true, "liste", "Liste", row -> row);
			paged.column(Column.text("Ad", 200, row -> row)).empty("Boş", null, null);
			table = paged.table();
		});
	}

	@AfterEach
	void clearTheStage() {
		stage.clear();
	}

	@Test
	void onlyPagesThatAreLookedAtAreFetched() {
		show(rows("Satır ", 10_000));
		untilRow(0, "Satır 0");
		stage.ask(() -> {
			table.setTopIndex(5_000);
			return table.getTopIndex();
		});
		untilRow(5_000, "Satır 5000");
		assertTrue(asked.contains(50), asked.toString());
		assertTrue(asked.size() <= 12, "of a hundred pages were asked for: " + asked);
	}

	@Test
	void theSelectionStaysWithItsRowWhenOthersComeBeforeIt() {
		List<String> rows = new ArrayList<>(rows("Satır ", 50));
		show(rows);
		untilRow(3, "Satır 3");
		stage.ask(() -> {
			table.setSelection(3);
			table.notifyListeners(SWT.Selection, new Event());
			return paged.current();
		});
		synchronized (rows) {
			rows.add(0, "Yeni");
		}
		stage.ask(() -> {
			paged.reload();
			return true;
		});
		until("the new row", () -> stage.ask(() -> table.getItemCount() == 51 && table.isSelected(4)));
		assertEquals("Satır 3", stage.ask(paged::current));
		assertEquals(1, stage.ask(table::getSelectionCount));
	}

	@Test
	void anAnswerToAnOlderQuestionIsDropped() {
		CountDownLatch late = new CountDownLatch(1);
		stage.ask(() -> {
			paged.source((from, size) -> {
				await(late);
				return new Page<>(List.of("Eski"), 0, 1);
			});
			paged.source((from, size) -> new Page<>(List.of("Yeni"), 0, 1));
			return true;
		});
		untilRow(0, "Yeni");
		until("the older question is still open", () -> background.slow() != null);
		late.countDown();
		until("it is answered", () -> background.slow() == null);
		assertEquals("Yeni", stage.ask(() -> table.getItem(0).getText()));
	}

	@Test
	void tickedRowsCountBeforeSelectedOnesAndSurviveAReload() {
		show(rows("Satır ", 20));
		untilRow(7, "Satır 7");
		new SWTBot(window).tableWithId("liste").getTableItem(7).check();
		assertEquals(List.of("Satır 7"), stage.ask(paged::chosen));
		stage.ask(() -> {
			table.setSelection(2);
			paged.reload();
			return true;
		});
		untilRow(7, "Satır 7");
		assertTrue(stage.ask(() -> table.getItem(7).getChecked()));
		assertEquals(List.of("Satır 7"), stage.ask(paged::chosen));
	}

	@Test
	void whatWasUntickedOrDealtWithIsNotChosenThoughItIsStillSelected() {
		show(rows("Satır ", 20));
		untilRow(7, "Satır 7");
		SWTBot bot = new SWTBot(window);
		bot.tableWithId("liste").select(7);
		assertEquals(List.of("Satır 7"), stage.ask(paged::chosen));
		bot.tableWithId("liste").getTableItem(7).check();
		bot.tableWithId("liste").getTableItem(7).uncheck();
		assertEquals(List.of(), stage.ask(paged::chosen));
		bot.tableWithId("liste").select(2);
		assertEquals(List.of("Satır 2"), stage.ask(paged::chosen));
		stage.ask(() -> {
			paged.untick();
			return true;
		});
		assertEquals(List.of(), stage.ask(paged::chosen));
		assertEquals("Satır 2", stage.ask(paged::current));
	}

	@Test
	void anEmptyListSaysSoInsteadOfShowingAnEmptyTable() {
		show(List.of());
		until("the table is away", () -> stage.ask(() -> !table.isVisible()));
		show(rows("Satır ", 1));
		untilRow(0, "Satır 0");
		assertFalse(stage.ask(() -> !table.isVisible()));
	}

	@Test
	void whenAListBecomesEmptyTheFocusStaysWhereItsShortcutsAre() {
		show(rows("Satır ", 1));
		untilRow(0, "Satır 0");
		stage.ask(table::forceFocus);
		until("the focus", () -> stage.ask(table::isFocusControl));
		show(List.of());
		until("the empty list with the focus", () -> stage.ask(() -> !table.isVisible() && window.getDisplay()
				.getFocusControl() != null && isWithin(window.getDisplay().getFocusControl(), paged.control())));
		show(rows("Satır ", 1));
		until("the focus again", () -> stage.ask(table::isFocusControl));
	}

	private static boolean isWithin(Control control, Control ancestor) {
		return control == ancestor || control.getParent() != null && isWithin(control.getParent(), ancestor);
	}

	@Test
	void aTickGoesWithItsRow() {
		List<String> rows = new ArrayList<>(rows("Satır ", 5));
		show(rows);
		untilRow(3, "Satır 3");
		new SWTBot(window).tableWithId("liste").getTableItem(3).check();
		synchronized (rows) {
			rows.remove(3);
		}
		stage.ask(() -> {
			paged.reload();
			return true;
		});
		until("four rows", () -> stage.ask(() -> table.getItemCount() == 4));
		assertEquals(List.of(), stage.ask(paged::chosen));
	}

	@Test
	void enterOpensARowAndCtrlEnterDoesNot() {
		List<String> opened = new ArrayList<>();
		stage.ask(() -> paged.onOpen(opened::add));
		show(rows("Satır ", 5));
		untilRow(3, "Satır 3");
		SWTBot bot = new SWTBot(window);
		bot.tableWithId("liste").select(3);
		stage.ask(table::forceFocus);
		press(SWT.CTRL, SWT.CR);
		press(0, SWT.CR);
		until("a row is opened", () -> stage.ask(() -> !opened.isEmpty()));
		stage.ask(() -> true);
		assertEquals(List.of("Satır 3"), stage.ask(() -> List.copyOf(opened)));
	}

	private void press(int modifier, int key) {
		stage.ask(() -> {
			Display display = window.getDisplay();
			if (modifier != 0) {
				display.post(key(SWT.KeyDown, modifier));
			}
			display.post(key(SWT.KeyDown, key));
			display.post(key(SWT.KeyUp, key));
			if (modifier != 0) {
				display.post(key(SWT.KeyUp, modifier));
			}
			return true;
		});
	}

	private static Event key(int type, int keyCode) {
		Event event = new Event();
		event.type = type;
		event.keyCode = keyCode;
		return event;
	}

	@Test
	void aRowIsHighEnoughForAFinger() {
		show(rows("Satır ", 5));
		untilRow(0, "Satır 0");
		assertTrue(stage.ask(() -> table.getItem(0).getBounds().height) >= 28);
	}

	private static List<String> rows(String name, int count) {
		return IntStream.range(0, count).mapToObj(i -> name + i).toList();
	}

	private void show(List<String> rows) {
		stage.ask(() -> {
			paged.source((from, size) -> {
				asked.add(from / PagedTable.PAGE);
				synchronized (rows) {
					return new Page<>(rows.subList(Math.min(from, rows.size()), Math.min(rows.size(), from + size)),
							from,
							rows.size());
				}
			});
			return true;
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void untilRow(int index, String text) {
		until(text, () -> stage.ask(() -> table.getItemCount() > index && Objects.equals(text, table.getItem(index)
				.getText())));
	}

	private void until(String what, BooleanSupplier condition) {
		new SWTBot(window).waitUntil(new DefaultCondition() {
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

	/** The display's own thread, without a workbench. */
	private static final class Now extends UISynchronize {

		private final Display display;

		Now(Display display) {
			this.display = display;
		}

		@Override
		public void syncExec(Runnable runnable) {
			display.syncExec(runnable);
		}

		@Override
		public void asyncExec(Runnable runnable) {
			display.asyncExec(runnable);
		}

		@Override
		protected boolean isUIThread(Thread thread) {
			return display.getThread() == thread;
		}

		@Override
		protected void showBusyWhile(Runnable runnable) {
			runnable.run();
		}

		@Override
		protected boolean dispatchEvents() {
			return display.readAndDispatch();
		}
	}
}
