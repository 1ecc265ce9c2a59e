package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Access;
import muhurdar.domain.Actor;
import muhurdar.domain.AuditLine;
import muhurdar.domain.UserId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code audit}: the newest lines of the audit log. */
@Command(name = "audit")
final class AuditCommand implements Runnable {

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Option(names = "--last", paramLabel = "LAST", defaultValue = "50", descriptionKey = "last")
	private int last;

	@Override
	public void run() {
		Muhurdar parent = Numbers.present(muhurdar);
		Access access = parent.service(Access.class);
		Map<UserId, String> logins = new HashMap<>();
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (AuditLine line : access.audit(0, last, parent.actor()).rows()) {
			rows.add(row("no", line.sequence(), "at", line.at(), "user",
					logins.computeIfAbsent(line.user(), id -> access.user(new Actor(id, id.value())).login()), "right",
					line.right(), "subject",
					line.subject(), "outcome", line.outcome(), "detail", line.detail()));
		}
		parent.output().rows(rows);
	}
}
