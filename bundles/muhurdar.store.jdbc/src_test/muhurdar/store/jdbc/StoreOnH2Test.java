package muhurdar.store.jdbc;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class StoreOnH2Test extends StoreContract {

	@TempDir
	Path folder;

	@Override
	Database open() {
		return Database.h2(folder.resolve("muhurdar"));
	}

	@Override
	String url() {
		return Database.h2Url(folder.resolve("muhurdar"));
	}

	@Override
	boolean writersTakeTurns() {
		return true;
	}
}
