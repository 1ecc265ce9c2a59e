package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.LineReport;
import muhurdar.api.Throughput;
import muhurdar.domain.Actor;
import muhurdar.domain.OrderRules;

/** The figures of a day: tables on the terminal, one object of them in JSON, and files. */
final class DayReport {

	private final Muhurdar muhurdar;
	private final Throughput throughput;

	DayReport(Muhurdar muhurdar, Throughput throughput) {
		this.muhurdar = muhurdar;
		this.throughput = throughput;
	}

	/** @param day null: today */
	void give(@Nullable LocalDate day, @Nullable Path pdf, @Nullable Path xlsx) {
		Actor by = muhurdar.actor();
		LocalDate of = day != null ? day : LocalDate.ofInstant(Clock.systemUTC().instant(), OrderRules.ZONE);
		LineReport report = throughput.day(of, by);
		Map<String, List<Map<String, @Nullable Object>>> parts = parts(report);
		Map<String, @Nullable Object> whole = row("day", of, "good", report.good(), "spoiled", report.spoiled());
		if (muhurdar.isJson()) {
			whole.putAll(parts);
			muhurdar.output().rows(List.of(whole));
		} else {
			muhurdar.output().rows(List.of(whole));
			parts.values().stream().filter(rows -> !rows.isEmpty()).forEach(rows -> {
				muhurdar.print("\n");
				muhurdar.output().rows(rows);
			});
		}
		if (pdf != null) {
			OutFile.write(pdf, throughput.dayPdf(of, muhurdar.texts.getLocale(), by).toArray());
		}
		if (xlsx != null) {
			OutFile.write(xlsx, throughput.dayXlsx(of, muhurdar.texts.getLocale(), by).toArray());
		}
	}

	private static Map<String, List<Map<String, @Nullable Object>>> parts(LineReport report) {
		Map<String, List<Map<String, @Nullable Object>>> parts = new LinkedHashMap<>();
		parts.put("batches", tallies("batch", report.batches()));
		parts.put("institutions", tallies("institution", report.institutions()));
		parts.put("readers", tallies("reader", report.readers()));
		parts.put("operators", tallies("user", report.operators()));
		parts.put("hours", report.slots().stream().filter(slot -> slot.good() + slot.spoiled() > 0)
				.map(slot -> row("from", slot.from(), "good", slot.good(), "spoiled", slot.spoiled(), "cards per hour",
						slot.cardsPerHour()))
				.toList());
		parts.put("failures", report.failures().stream()
				.map(failure -> row("because", failure.why(), "step", failure.step(), "cards", failure.cards())).toList());
		parts.put("steps", report.steps().stream().map(step -> row("reader", step.reader(), "step", step.step(), "cards",
				step.cards(), "median ms", step.medianMillis())).toList());
		parts.put("cycles", report.cycles().stream().map(cycle -> row("key", cycle.keyType(), "cards", cycle.cards(),
				"machine ms", cycle.machine().toMillis(), "handling ms", cycle.handling().toMillis())).toList());
		return parts;
	}

	private static List<Map<String, @Nullable Object>> tallies(String kind, List<LineReport.Tally> tallies) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		tallies.forEach(tally -> rows.add(row(kind, tally.name(), "good", tally.good(), "spoiled", tally.spoiled())));
		return rows;
	}
}
