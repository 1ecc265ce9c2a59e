package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Secret;

class TerminalTest {

	@Test
	void aPinIsShownAtTheEndOfItsLine() {
		var screen = new ByteArrayOutputStream();
		try (Terminal terminal = new Terminal(screen)) {
			terminal.show("PIN:", Secret.taking("271828".getBytes(StandardCharsets.US_ASCII)));
		}
		assertEquals("PIN: 271828" + System.lineSeparator(), screen.toString(StandardCharsets.US_ASCII));
	}
}
