package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.Locale;
import java.util.ResourceBundle;

import org.junit.jupiter.api.Test;

import muhurdar.domain.KeyType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class WrongCommandTest {

	@Command(name = "deneme")
	static final class Example implements Runnable {

		@Option(names = "--date", required = true)
		LocalDate date;

		@Option(names = "--key-type")
		KeyType keyType;

		@Override
		public void run() {
			throw new AssertionError("is not reached");
		}
	}

	private static String said(String... arguments) {
		ResourceBundle texts = ResourceBundle.getBundle("muhurdar.cli.texts", Locale.of("tr"),
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
		StringWriter err = new StringWriter();
		CommandLine line = new CommandLine(new Example()).registerConverter(LocalDate.class, Days::day);
		line.setParameterExceptionHandler(new WrongCommand(texts, new PrintWriter(err, true)));
		assertEquals(2, line.execute(arguments));
		return err.toString().lines().findFirst().orElseThrow();
	}

	@Test
	void whatIsWrongIsSaidInTheLanguageOfThePerson() {
		assertEquals("Eksik: --date.", said());
		assertEquals("--date için tarih 03.12.2026 gibi yazılır: yarın.", said("--date", "yarın"));
		assertEquals("--date için yazılan gün ya da saat yok: 31.02.2026.", said("--date", "31.02.2026"));
		assertEquals("--date için yazılan gün ya da saat yok: 2026-02-31.", said("--date", "2026-02-31"));
		assertEquals("--key-type için bu değer geçersiz: DES. Olabilecekler: RSA_2048, EC_P256, EC_P384.",
				said("--date", "2026-01-01", "--key-type", "DES"));
		assertEquals("Bilinmeyen komut ya da seçenek: --tarih.", said("--date", "2026-01-01", "--tarih"));
		assertEquals("--date bir kez yazılır.", said("--date", "2026-01-01", "--date", "2026-01-02"));
	}
}
