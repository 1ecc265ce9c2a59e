package muhurdar.ui.production;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import muhurdar.ui.Texts;

class MessagesTest {

	@Test
	void everyTextIsThereInBothLanguages() {
		assertEquals(List.of(), Texts.differences(Messages.class));
	}
}
