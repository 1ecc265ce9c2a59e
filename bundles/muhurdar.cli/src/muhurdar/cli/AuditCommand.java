package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Access;
import muhurdar.domain.AuditLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code audit}: the newest lines of the audit log. */
@Command(name = "audit")
final class AuditCommand implements Runnable {

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Option(names = "--last", defaultValue = "50", descriptionKey = "last")
	private int last;

	@Override
	public void run() {
		Muhurdar parent = Numbers.present(muhurdar);
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (AuditLine line : parent.service(Access.class).audit(0, last, parent.actor()).rows()) {
			rows.add(row("no", line.sequence(), "at", line.at(), "user", line.user(), "right", line.right(), "subject",
					line.subject(), "outcome", line.outcome(), "detail", line.detail()));
		}
		parent.output().rows(rows);
	}
}
