package muhurdar.uitest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.junit.jupiter.api.Test;

/** Siparişler. */
class OrdersTest {

	private static final int NAME = 0;
	private static final int STATE = 5;

	@Test
	void renewalsOfSeveralPeopleAreOrderedByOneAndApprovedByAnother() throws Exception {
		List<String> numbers = new ArrayList<>();
		try (Sitting officer = Sitting.of("ayse.demir")) {
			SWTBotTable expiring = officer.table("expiring.table");
			officer.until("who can be renewed", () -> expiring.cell(0, STATE).equals("Sipariş edilebilir"));
			List<Integer> rows = new ArrayList<>();
			for (int row = 0; rows.size() < 3; row++) {
				if (expiring.cell(row, STATE).equals("Sipariş edilebilir")) {
					expiring.getTableItem(row).check();
					rows.add(row);
				}
			}
			List<String> names = rows.stream().map(row -> expiring.cell(row, NAME)).toList();
			officer.picture("siparisler");
			officer.button("expiring.renew").click();
			for (int i = 0; i < rows.size(); i++) {
				int row = rows.get(i);
				officer.until("an order for row " + row, () -> expiring.cell(row, STATE).startsWith("S-"));
				assertEquals(names.get(i), expiring.cell(row, NAME));
				numbers.add(expiring.cell(row, STATE).split(":")[0]);
			}
		}
		try (Sitting operator = Sitting.of("elif.yildiz")) {
			operator.table("expiring.table");
			operator.tab("Siparişler");
			SWTBotTable orders = operator.table("orders.table");
			for (String number : numbers) {
				orders.getTableItem(operator.row(orders, 0, number)).check();
			}
			operator.button("orders.approve").click();
			for (String number : numbers) {
				operator.untilCell(orders, 0, number, 7, "Üretim bekliyor");
			}
			operator.picture("siparisler-onay");
		}
	}
}
