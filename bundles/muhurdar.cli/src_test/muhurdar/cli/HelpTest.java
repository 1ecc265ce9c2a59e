package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import muhurdar.api.Words;
import picocli.CommandLine;

/** What the command line says of itself, without any service. */
class HelpTest {

	private final StringWriter said = new StringWriter();

	private CommandLine line(String language) {
		Locale locale = Locale.of(language);
		ResourceBundle texts = ResourceBundle.getBundle("muhurdar.cli.texts", locale,
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
		PrintWriter out = new PrintWriter(said, true);
		CommandLine line = CommandLineApplication.commands(new Muhurdar(null, Words.of(locale), texts, out), texts);
		line.setOut(out).setErr(out).setParameterExceptionHandler(new WrongCommand(texts, out));
		return line;
	}

	private String run(int code, String... arguments) {
		said.getBuffer().setLength(0);
		assertEquals(code, line("tr").execute(arguments));
		return said.toString();
	}

	private static Stream<CommandLine> all(CommandLine line) {
		return Stream.concat(Stream.of(line), line.getSubcommands().values().stream().flatMap(HelpTest::all));
	}

	@Test
	void everyOptionSaysWhatBelongsBehindIt() {
		all(line("tr")).map(CommandLine::getUsageMessage).forEach(help -> assertFalse(help.contains("<"), help));
	}

	@Test
	void theHelpOfAllNamesTheOptionsOfTheStartAndTheExitCodes() {
		String help = run(0, "--help");
		assertTrue(help.contains("[KOMUT]") && help.contains("--data") && help.contains("--no-ui"), help);
		assertTrue(help.contains("5 veritabanı kullanılamıyor"), help);
		assertFalse(run(0, "orders", "--help").contains("--no-ui"));
		assertTrue(line("en").getUsageMessage().contains("[COMMAND]"));
	}

	@Test
	void whoErrsIsSentToTheHelpOfTheCommandThatTheyMeant() {
		assertTrue(run(2, "orders").contains("Yardım için: muhurdar orders --help"), said.toString());
		assertTrue(run(2, "status", "resume", "--as", "x", "1", "2").contains("muhurdar status resume --help"), said.toString());
	}

	@Test
	void aLanguageThatIsNotThereIsRefused() {
		assertTrue(
				run(2, "--lang", "de", "orders", "list").startsWith("--lang için bu değer geçersiz: de. Olabilecekler: tr, en."),
				said.toString());
	}

	@Test
	void onlyWhatCanBeIsOffered() {
		String move = run(0, "delivery", "move", "--help");
		assertTrue(move.contains("RETURNED") && !move.contains("HANDED_OVER"), move);
		String cause = run(0, "status", "suspend", "--help");
		assertTrue(cause.contains("LOSS") && !cause.contains("AT_ISSUE"), cause);
		assertFalse(run(2, "status", "suspend", "1", "--cause", "HUNGER").contains("AT_ISSUE"));
	}
}
