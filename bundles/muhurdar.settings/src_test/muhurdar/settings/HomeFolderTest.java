package muhurdar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {

	@TempDir
	Path temp;

	@Test
	void everyFolderThatIsMadeIsForItsOwnerAlone() throws Exception {
		Path root = temp.resolve("a/data");
		Path file = new HomeFolder(root).path("keys", "deep", "file");
		assertEquals(root.resolve("keys/deep/file"), file);
		assertFalse(Files.exists(file), "only its parents are made");
		for (Path made : new Path[] { temp.resolve("a"), root, root.resolve("keys"), root.resolve("keys/deep") }) {
			assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)), made.toString());
		}
	}

	@Test
	void withoutAPropertyItLiesInTheHomeFolder() {
		assertEquals(Path.of(System.getProperty("user.home"), ".muhurdar"), HomeFolder.rootOf(null));
		assertEquals(Path.of(System.getProperty("user.home"), ".muhurdar"), HomeFolder.rootOf(" "));
		assertEquals(Path.of("elsewhere"), HomeFolder.rootOf("elsewhere"));
	}

	@Test
	void nothingOutsideIsGivenOut() {
		HomeFolder home = new HomeFolder(temp);
		assertThrows(IllegalArgumentException.class, () -> home.path("..", "etc"));
	}
}
