package muhurdar.api;

import java.nio.file.Path;

/** The folder in which this workstation keeps everything ({@code --data}, default {@code ~/.muhurdar}); mode 700. */
public interface DataFolder {

	/** A path inside; missing parent folders are made with mode 700. */
	Path path(String first, String... more);
}
