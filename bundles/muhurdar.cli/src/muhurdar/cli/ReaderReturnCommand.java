package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.People;
import muhurdar.api.ReaderReturns;
import muhurdar.api.ReturnRow;
import muhurdar.domain.Actor;
import muhurdar.domain.Holder;
import muhurdar.domain.ReaderReturn;
import muhurdar.domain.ReaderReturnState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code reader-return …}: card readers with a fault. */
@Command(name = "reader-return")
final class ReaderReturnCommand implements Runnable {

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "open")
	void open(@Option(names = "--holder", paramLabel = "HOLDER", required = true, descriptionKey = "holder") String person,
			@Option(names = "--model", paramLabel = "MODEL", required = true, descriptionKey = "model") String model,
			@Option(names = "--serial", paramLabel = "SERIAL", required = true, descriptionKey = "reader.serial") String serial,
			@Option(names = "--fault", paramLabel = "FAULT", required = true, descriptionKey = "reader.fault") String fault) {
		Actor by = muhurdar().actor();
		List<Holder> found = muhurdar().service(People.class).search(Numbers.person(person), 2, by);
		if (found.isEmpty()) {
			throw new Refusal(Why.NOT_FOUND, person);
		}
		if (found.size() > 1) {
			throw muhurdar().wrong("holder.several");
		}
		Holder holder = found.getFirst();
		print(returns().report(holder.institution(), holder.id(), model, serial, fault, by));
	}

	@Command(name = "move")
	void move(@Parameters(paramLabel = "NUMBER", descriptionKey = "return") String number,
			@Option(names = "--to", paramLabel = "STATE", required = true, descriptionKey = "return.state") ReaderReturnState to,
			@Option(names = "--note", paramLabel = "NOTE", descriptionKey = "note") @Nullable String note) {
		Actor by = muhurdar().actor();
		ReaderReturn found = returns().find(number, by).orElseThrow(() -> new Refusal(Why.NOT_FOUND, number));
		print(returns().move(found.id(), found.version(), to, note, by));
	}

	@Command(name = "list")
	void list(
			@Option(names = "--state", paramLabel = "STATE", descriptionKey = "return.state") @Nullable ReaderReturnState state) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (ReturnRow row : returns().search(state, 0, 10_000, muhurdar().actor()).rows()) {
			ReaderReturn found = row.readerReturn();
			rows.add(row("number", found.number(), "state", found.state(), "model", found.model(), "serial",
					found.serialNumber(), "institution", row.institution(), "days", row.days(), "note",
					muhurdar().isJson() ? found.note() : found.newestNote()));
		}
		muhurdar().output().rows(rows);
	}

	private void print(ReaderReturn found) {
		muhurdar().output().rows(List.of(row("number", found.number(), "state", found.state())));
	}

	private ReaderReturns returns() {
		return muhurdar().service(ReaderReturns.class);
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
