package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.ReaderDoctor;
import muhurdar.api.ReaderDoctor.Examination;
import muhurdar.api.ReaderDoctor.Result;
import muhurdar.api.ReaderDoctor.Step;
import muhurdar.api.ReaderHealth;
import muhurdar.api.ReaderModel;
import muhurdar.api.Readers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code reader …}: the readers at this computer and what is wrong with them. Opens no store. */
@Command(name = "reader")
final class ReaderCommand implements Runnable {

	/** A reader that has answered nothing by then is shown as it stands. */
	private static final Duration PATIENCE = Duration.ofSeconds(15);
	private static final Duration TICK = Duration.ofMillis(200);

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "list")
	void list() throws InterruptedException {
		Readers readers = muhurdar().bare(Readers.class);
		readers.awaitCards(PATIENCE);
		List<Map<String, @Nullable Object>> rows = readers.rows().stream().map(ReaderCommand::shown).toList();
		if (rows.isEmpty()) {
			muhurdar().readerService().ifPresent(gone -> {
				throw gone;
			});
			muhurdar().warn("reader.none");
		}
		muhurdar().output().rows(rows);
	}

	/** Rates and times of nothing stay empty. */
	static Map<String, @Nullable Object> shown(Readers.Row reader) {
		ReaderModel model = reader.model();
		ReaderHealth health = reader.health();
		Double rate = health.commands() + health.faults() == 0 ? null : (Double) health.errorRate();
		Double millis = health.commands() == 0 ? null : (Double) (health.p95Micros() / 1000.0);
		return row("reader", reader.reader().name(), "driver", reader.reader().driver(), "model",
				model == null ? null : model.title(), "slot", reader.slot(), "inside", reader.inside(), "profile",
				reader.profile(), "chip", reader.serial(), "pin tries", reader.pinTries(), "insertions", health.cards(),
				"commands", health.commands(), "errors", health.faults(), "error rate", rate, "p95 ms", millis);
	}

	@Command(name = "doctor")
	int doctor(@Parameters(paramLabel = "READER", descriptionKey = "doctor.reader") String reader)
			throws InterruptedException {
		ReaderDoctor doctor = muhurdar().bare(ReaderDoctor.class);
		muhurdar().bare(Readers.class).awaitCards(PATIENCE);
		String name = doctor.begin(reader);
		int told = 0;
		while (!doctor.awaitEnd(name, TICK)) {
			told = tell(doctor, name, told);
		}
		tell(doctor, name, told);
		Examination over = doctor.examination(name).orElseThrow();
		if (muhurdar().isJson()) {
			json(over);
		} else {
			muhurdar().print(verdict(over) + System.lineSeparator());
		}
		return over.verdict() == ReaderDoctor.Verdict.FINE ? 0 : 1;
	}

	/** What has come since; a step that goes on is told when it has ended. @return how many are told now */
	private int tell(ReaderDoctor doctor, String name, int told) {
		int now = told;
		for (Step step : doctor.examination(name).orElseThrow().steps().stream().skip(told).toList()) {
			if (step.result() != Result.RUNNING) {
				say(step);
				now++;
			}
		}
		return now;
	}

	private void say(Step step) {
		if (!muhurdar().isJson()) {
			muhurdar().print("%-24s %-14s %s%n".formatted(muhurdar().words.name(step.check()),
					muhurdar().words.name(step.result()), muhurdar().words.finding(step)));
		}
	}

	private String verdict(Examination examination) {
		ReaderDoctor.Verdict verdict = examination.verdict();
		return verdict == null ? "" : muhurdar().words.name(verdict);
	}

	private void json(Examination examination) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Step step : examination.steps()) {
			String detail = String.join("; ", step.arguments());
			rows.add(row("reader", examination.reader(), "verdict", examination.verdict(), "check", step.check(), "result",
					step.result(), "finding", step.finding(), "detail", detail));
		}
		muhurdar().output().rows(rows);
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
