package muhurdar.cli;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code card puk …}: lets cards be unblocked again after one refused its PUK. Nobody sees a PUK here. */
@Command(name = "puk")
final class CardPukCommand implements Runnable {

	@ParentCommand
	private @Nullable CardCommand card;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "release")
	void release(
			@Parameters(paramLabel = "VERSION", arity = "0..1", descriptionKey = "key.version") @Nullable Integer version,
			@Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "why") @Nullable String reason,
			@Option(names = "--confirm", paramLabel = "VERSION", descriptionKey = "confirm.key") @Nullable Integer confirm) {
		if (confirm != null) {
			CardKeyCommand.print(muhurdar(), CardKeyCommand.keys(muhurdar()).confirm(confirm, muhurdar().actor()));
			return;
		}
		if (version == null) {
			throw muhurdar().wrong("key.version.missing");
		}
		if (reason == null) {
			throw new Refusal(Why.REASON_MISSING);
		}
		CardKeyCommand.print(muhurdar(), CardKeyCommand.keys(muhurdar()).release(version, reason, muhurdar().actor()));
	}

	private Muhurdar muhurdar() {
		return Numbers.present(card).muhurdar();
	}
}
