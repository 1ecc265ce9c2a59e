package muhurdar.ui.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import jakarta.inject.Inject;
import muhurdar.api.Bench;
import muhurdar.api.LineReport;
import muhurdar.api.LineReport.Slot;
import muhurdar.api.LineReport.StepTime;
import muhurdar.api.Page;
import muhurdar.api.Throughput;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Why;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Folders;
import muhurdar.ui.Ids;
import muhurdar.ui.Labels;
import muhurdar.ui.Look;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Texts;
import muhurdar.ui.View;

/** How fast the line is: the curve, the steps of each reader, when the batch ends, and what more hands would bring. */
public final class ThroughputPart {

	private static final int LOOK_MILLIS = 5_000;

	private final Desk desk;
	private final Bench bench;
	private final Throughput throughput;
	private final Clock clock;
	private final View view;
	private final Label forecast;
	private final Curve curve;
	private final PagedTable<Slot> slots;
	private final PagedTable<StepTime> steps;
	private final Planner planner;
	private Span span = Span.TWO_HOURS;
	private LineReport shown;
	private boolean looking;

	/** What is looked back upon. */
	private enum Span {
		TWO_HOURS(Duration.ofHours(2), Duration.ofMinutes(5)), EIGHT_HOURS(Duration.ofHours(8), Duration.ofMinutes(20));

		private final Duration length;
		private final Duration slot;

		Span(Duration length, Duration slot) {
			this.length = length;
			this.slot = slot;
		}

		private String text() {
			return Texts.fill(Messages.Throughput_Hours, length.toHours());
		}
	}

	@Inject
	ThroughputPart(Composite parent, Desk desk, @Service Bench bench, @Service Throughput throughput, @Service Clock clock) {
		this.desk = desk;
		this.bench = bench;
		this.throughput = throughput;
		this.clock = clock;
		Instant now = clock.instant();
		shown = new LineReport(now, now, 0, 0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
				List.of());
		view = new View(parent, "throughput", Messages.Throughput_Title);
		view.toggles("span", List.of(Span.values()), Span::text, span, this::look);
		forecast = Ids.set(new Label(view, SWT.NONE), "throughput.forecast");
		forecast.setFont(Look.font(forecast, 1.4, SWT.NORMAL));
		forecast.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
		Composite middle = new Composite(view, SWT.NONE);
		GridLayout columns = new GridLayout(2, false);
		columns.marginWidth = columns.marginHeight = 0;
		middle.setLayout(columns);
		middle.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		curve = new Curve(middle);
		slots = table(middle, "throughput.slots", Messages.Throughput_Curve, row -> row.from().toString(), 40);
		slots.column(Column.number(Messages.Column_Time, 64, row -> Dates.time(row.from())))
				.column(Column.number(Messages.Column_Done, 72, row -> Integer.toString(row.good())))
				.column(Column.number(Messages.Column_Spoiled, 72, row -> Integer.toString(row.spoiled())))
				.column(Column.number(Messages.Throughput_Pace, 96, row -> Long.toString(Math.round(row.cardsPerHour()))))
				.empty(Messages.Throughput_None, null, null);
		steps = table(middle, "throughput.steps", Messages.Throughput_Steps, row -> row.reader() + " " + row.step(), 62);
		steps.column(Column.text(Messages.Column_Reader, 160, StepTime::reader))
				.column(Column.text(Messages.Throughput_Step, 176, row -> Labels.of(row.step())))
				.column(Column.number(Messages.Throughput_Cards, 64, row -> Integer.toString(row.cards())))
				.column(Column.number(Messages.Throughput_Median, 96, row -> Tiles.seconds(row.medianMillis())))
				.empty(Messages.Throughput_None, null, null);
		planner = new Planner(view, bench.tiles().size());
		new ActionBar(view, view, desk, report("today", Messages.Throughput_ReportToday, 0),
				List.of(report("yesterday", Messages.Throughput_ReportYesterday, 1)));
		slots.source(
				(from, size) -> page(shown.slots().reversed().stream().filter(slot -> slot.good() + slot.spoiled() > 0).toList(),
						from, size));
		steps.source((from, size) -> page(shown.steps(), from, size));
		tick();
	}

	private <R> PagedTable<R> table(Composite parent, String id, String name, Function<R, Object> key,
			int grids) {
		PagedTable<R> table = new PagedTable<>(parent, desk.background(), false, id, name, key);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, false);
		data.heightHint = 7 * Look.ROW;
		data.widthHint = grids * Look.GRID;
		table.control().setLayoutData(data);
		return table;
	}

	private static <R> Page<R> page(List<R> all, int from, int size) {
		int start = Math.min(from, all.size());
		return new Page<>(all.subList(start, Math.min(all.size(), start + size)), start, all.size());
	}

	private void tick() {
		if (!view.isDisposed()) {
			if (view.isVisible() && !looking) {
				look(span);
			}
			view.getDisplay().timerExec(LOOK_MILLIS, this::tick);
		}
	}

	private void look(Span wanted) {
		span = wanted;
		looking = true;
		Instant until = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
		desk.background().run(Messages.Throughput_Reading,
				() -> throughput.report(until.minus(wanted.length), until, wanted.slot, desk.actor()), this::show, refusal -> {
					looking = false;
					desk.background().refused(refusal);
				});
	}

	private void show(LineReport report) {
		looking = false;
		shown = report;
		forecast.setText(forecast());
		curve.show(report.slots());
		slots.reload();
		steps.reload();
		planner.measured(report.cycles());
	}

	private String forecast() {
		List<Bench.Run> runs = bench.runs();
		return runs.isEmpty() ? Texts.fill(Messages.Throughput_Resting, shown.good(), shown.spoiled())
				: runs.stream().map(this::forecast).collect(Collectors.joining("     "));
	}

	private String forecast(Bench.Run run) {
		String number = String.valueOf(run.number());
		@Nullable Integer seconds = run.secondsLeft();
		return seconds == null ? Texts.fill(Messages.Throughput_Unknown, number, run.done(), run.orders())
				: Texts.fill(Messages.Throughput_Forecast, number, run.done(), run.orders(),
						Dates.time(clock.instant().plusSeconds(seconds)), Dates.wait(seconds));
	}

	private Action report(String id, String label, int daysAgo) {
		return new Action("throughput." + id, label, 0, Right.SEE_PRODUCTION, () -> {
			LocalDate day = LocalDate.ofInstant(clock.instant(), Dates.ZONE).minusDays(daysAgo);
			String folder = Folders.ask(view.getShell());
			if (folder != null) {
				desk.background().run(label, () -> saved(Path.of(folder), day),
						file -> desk.done(Texts.fill(Messages.Throughput_Saved, file.getFileName(), folder)));
			}
		});
	}

	/** Both files, named by their day. @return the PDF */
	private Path saved(Path folder, LocalDate day) {
		Path pdf = folder.resolve("line-" + day + ".pdf");
		Path xlsx = folder.resolve("line-" + day + ".xlsx");
		try {
			Files.write(pdf, throughput.dayPdf(day, Locale.getDefault(), desk.actor()).toArray());
			Files.write(xlsx, throughput.dayXlsx(day, Locale.getDefault(), desk.actor()).toArray());
		} catch (IOException e) {
			throw new Refusal(Why.FILE_UNWRITABLE, e, folder);
		}
		return pdf;
	}

	@Focus
	void focus() {
		slots.table().setFocus();
	}
}
