package muhurdar.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class MessagesTest {

	@Test
	void everyTextIsThereInBothLanguages() {
		assertEquals(List.of(), Texts.differences(Messages.class));
	}

	@Test
	void argumentsArePutInAsTheyAre() {
		assertEquals("P-2026-000017: 1234 'kart'", Texts.fill("{0}: {1} 'kart'", "P-2026-000017", 1234));
	}
}
