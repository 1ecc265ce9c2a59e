package muhurdar.ui.production;

import java.text.Format;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ISeries;
import org.eclipse.swtchart.Range;

import muhurdar.api.LineReport.Slot;
import muhurdar.ui.Dates;
import muhurdar.ui.Ids;
import muhurdar.ui.Look;
import muhurdar.ui.Tone;

/** Cards per hour over time. The same figures stand in the table beside it, for whoever cannot see it. */
final class Curve {

	/** Cards an hour that the axis reaches at least. */
	private static final double LEAST = 10;

	private final Chart chart;
	private final ILineSeries<?> line;

	Curve(Composite parent) {
		chart = new Chart(parent, SWT.NONE);
		Ids.set(chart, "throughput.curve", Messages.Throughput_Curve);
		chart.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1));
		chart.getTitle().setVisible(false);
		chart.getLegend().setVisible(false);
		chart.setBackground(Look.ground());
		chart.getPlotArea().setBackground(Look.panel());
		for (IAxis axis : chart.getAxisSet().getAxes()) {
			axis.getTick().setForeground(Look.text());
			axis.getGrid().setForeground(Look.line());
		}
		chart.getAxisSet().getXAxis(0).getTitle().setVisible(false);
		chart.getAxisSet().getXAxis(0).getTick().setFormat(hours());
		chart.getAxisSet().getYAxis(0).getTitle().setText(Messages.Throughput_Pace);
		chart.getAxisSet().getYAxis(0).getTitle().setForeground(Look.text());
		line = (ILineSeries<?>) chart.getSeriesSet().createSeries(ISeries.SeriesType.LINE, Messages.Throughput_Pace);
		line.setLineColor(Look.color(Tone.ACT));
		line.setSymbolColor(Look.color(Tone.ACT));
		line.setLineWidth(2);
		line.setSymbolSize(3);
	}

	private static Format hours() {
		var format = new SimpleDateFormat("HH:mm", Locale.ROOT);
		format.setTimeZone(TimeZone.getTimeZone(Dates.ZONE));
		return format;
	}

	void show(List<Slot> slots) {
		double[] rates = slots.stream().mapToDouble(Slot::cardsPerHour).toArray();
		line.setXDateSeries(slots.stream().map(slot -> Date.from(slot.from())).toArray(Date[]::new));
		line.setYSeries(rates);
		chart.getAxisSet().getXAxis(0).adjustRange();
		double highest = LEAST;
		for (double rate : rates) {
			highest = Math.max(highest, rate);
		}
		chart.getAxisSet().getYAxis(0).setRange(new Range(0, highest * 1.1));
		chart.redraw();
	}
}
