package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.CardKeys;
import muhurdar.domain.CardKey;
import muhurdar.domain.CardKeyState;
import muhurdar.domain.Decision;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code card key …}: the versions of the card master key. A new one waits for {@code --confirm} by the second person. */
@Command(name = "key")
final class CardKeyCommand implements Runnable {

	@ParentCommand
	private @Nullable CardCommand card;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "list")
	void list() {
		muhurdar().output().rows(keys(muhurdar()).all(muhurdar().actor()).stream().map(CardKeyCommand::key).toList());
	}

	@Command(name = "change")
	void change(@Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "why") @Nullable String reason,
			@Option(names = "--confirm", paramLabel = "VERSION", descriptionKey = "confirm.key") @Nullable Integer confirm) {
		if (confirm != null) {
			print(muhurdar(), keys(muhurdar()).confirm(confirm, muhurdar().actor()));
		} else if (reason != null) {
			print(muhurdar(), keys(muhurdar()).change(reason, muhurdar().actor()));
		} else {
			throw new Refusal(Why.REASON_MISSING);
		}
	}

	static CardKeys keys(Muhurdar muhurdar) {
		return muhurdar.service(CardKeys.class);
	}

	static void print(Muhurdar muhurdar, CardKey key) {
		muhurdar.output().rows(List.of(key(key)));
		if (key.state() == CardKeyState.PROPOSED || key.state() == CardKeyState.RELEASE_ASKED) {
			muhurdar.say("card.key.waits", key.number());
		}
	}

	private static Map<String, @Nullable Object> key(CardKey key) {
		Decision confirmed = key.confirmed();
		return row("key version", key.number(), "state", key.state(), "check value", key.checkValue(), "asked", key.asked().at(),
				"because", key.reason(), "confirmed", confirmed == null ? null : confirmed.at());
	}

	private Muhurdar muhurdar() {
		return Numbers.present(card).muhurdar();
	}
}
