package muhurdar.ui.production;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;

import muhurdar.api.LineReport.Cycle;
import muhurdar.domain.LinePlan;
import muhurdar.ui.Dates;
import muhurdar.ui.Ids;
import muhurdar.ui.Labels;
import muhurdar.ui.Look;
import muhurdar.ui.Texts;

/** What if: readers, operators and key type, with the times that were measured. */
final class Planner extends Composite {

	private static final int MOST = 64;
	/** Seconds by hand, until they are measured. */
	private static final int USUAL_HANDLING = 10;

	private final Spinner readers;
	private final Spinner operators;
	private final Combo keyType;
	private final Spinner handling;
	private final Spinner orders;
	private final Label result;
	private List<Cycle> cycles = List.of();
	private boolean handlingTyped;

	Planner(Composite parent, int readersHere) {
		super(parent, SWT.NONE);
		GridLayout layout = new GridLayout(11, false);
		layout.marginWidth = layout.marginHeight = 0;
		layout.horizontalSpacing = Look.GRID;
		setLayout(layout);
		setLayoutData(new GridData(SWT.FILL, SWT.END, true, false));
		readers = spinner("readers", Messages.Plan_Readers, 1, MOST, Math.max(1, readersHere));
		operators = spinner("operators", Messages.Plan_Operators, 1, MOST, 1);
		label(Messages.Column_Key);
		keyType = Ids.set(new Combo(this, SWT.READ_ONLY | SWT.DROP_DOWN), "throughput.key", Messages.Column_Key);
		keyType.addListener(SWT.Selection, event -> chosen());
		handling = spinner("handling", Messages.Plan_Handling, 0, 600, USUAL_HANDLING);
		handling.addListener(SWT.Modify, event -> handlingTyped |= handling.isFocusControl());
		orders = spinner("orders", Messages.Column_Orders, 1, 100_000, 64);
		result = Ids.set(new Label(this, SWT.WRAP), "throughput.plan");
		result.setFont(Look.font(result, 1.2, SWT.BOLD));
		result.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 11, 1));
		plan();
	}

	private void label(String text) {
		new Label(this, SWT.NONE).setText(text);
	}

	private Spinner spinner(String id, String text, int least, int most, int value) {
		label(text);
		Spinner spinner = Ids.set(new Spinner(this, SWT.BORDER), "throughput." + id, text);
		spinner.setValues(value, least, most, 0, 1, 10);
		spinner.addListener(SWT.Modify, event -> plan());
		return spinner;
	}

	/** What was measured; what somebody typed stays. */
	void measured(List<Cycle> now) {
		if (!now.equals(cycles)) {
			@Nullable Cycle before = cycle();
			cycles = now;
			keyType.setItems(now.stream().map(cycle -> Labels.of(cycle.keyType())).toArray(String[]::new));
			int same = before == null ? -1 : now.stream().map(Cycle::keyType).toList().indexOf(before.keyType());
			keyType.select(Math.max(0, same));
			keyType.requestLayout();
			chosen();
		}
	}

	private @Nullable Cycle cycle() {
		int at = keyType == null ? -1 : keyType.getSelectionIndex();
		return at < 0 || at >= cycles.size() ? null : cycles.get(at);
	}

	private void chosen() {
		Cycle cycle = cycle();
		if (cycle != null && !handlingTyped && cycle.handling().isPositive()) {
			handling.setSelection((int) Math.ceilDiv(cycle.handling().toMillis(), 1000L));
		}
		plan();
	}

	private void plan() {
		if (result == null) {
			return;
		}
		Cycle cycle = cycle();
		result.setText(cycle == null || cycle.machine().isZero() ? Messages.Plan_NothingMeasured : sentence(cycle));
		result.requestLayout();
	}

	private String sentence(Cycle cycle) {
		LinePlan plan = new LinePlan(readers.getSelection(), operators.getSelection(), cycle.machine(),
				Duration.ofSeconds(handling.getSelection()));
		Duration all = plan.time(orders.getSelection());
		return Texts.fill(Messages.Plan_Result, Math.round(plan.cardsPerHour()), orders.getSelection(),
				Dates.wait((int) Math.max(1, all.toSeconds())), Dates.time(Instant.now().plus(all)), cycle.cards())
				+ "  " + (plan.handsAreSlowest() ? Messages.Plan_Hands : Messages.Plan_Machines);
	}
}
