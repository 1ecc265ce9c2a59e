package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

class SchemaTest {

	@Test
	void everyTextInTheFolderIsAppliedAndNoNumberIsUsedTwice() throws Exception {
		Path folder = Path.of(SchemaTest.class.getResource("V001__house.sql").toURI()).getParent();
		try (var files = Files.list(folder)) {
			assertEquals(Schema.FILES, files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".sql"))
					.sorted().toList());
		}
		List<Integer> numbers = Schema.ours().steps().stream().map(Schema.Step::number).toList();
		assertEquals(numbers.stream().distinct().toList(), numbers);
	}

	@Test
	void theHashIsTheSameWithTheLineEndsOfAnySystem() {
		assertEquals(new Schema.Step(1, "a", "x\ny\n").hash(), new Schema.Step(1, "a", "x\r\ny\r\n").hash());
	}
}
