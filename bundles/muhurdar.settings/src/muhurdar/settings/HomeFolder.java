package muhurdar.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.DataFolder;

/** The folder named by the property {@code muhurdar.data}, or {@code ~/.muhurdar}. */
@Component
public final class HomeFolder implements DataFolder {

	static final String PROPERTY = "muhurdar.data";

	private static final Logger LOG = LoggerFactory.getLogger(HomeFolder.class);
	private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

	private final Path root;

	@Activate
	public HomeFolder(BundleContext context) {
		this(rootOf(context.getProperty(PROPERTY)));
	}

	HomeFolder(Path root) {
		this.root = root.toAbsolutePath().normalize();
		make(this.root);
		warnIfOthersCanRead();
	}

	static Path rootOf(@Nullable String property) {
		return property == null || property.isBlank() ? Path.of(System.getProperty("user.home"), ".muhurdar")
				: Path.of(property.strip());
	}

	@Override
	public Path path(String first, String... more) {
		Path inside = root.resolve(Path.of(first, more)).normalize();
		if (!inside.startsWith(root)) {
			throw new IllegalArgumentException("outside the data folder: " + inside);
		}
		make(inside.equals(root) ? root : inside.getParent());
		return inside;
	}

	private static void make(Path folder) {
		try {
			Files.createDirectories(folder, POSIX
					? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) } : new FileAttribute<?>[0]);
		} catch (IOException e) {
			throw new UncheckedIOException("cannot make the folder " + folder, e);
		}
	}

	/** A folder that was there before is the user's: told, not changed. */
	private void warnIfOthersCanRead() {
		try {
			if (POSIX && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(root))) {
				LOG.warn("other users of this machine can look into {}; chmod 700 closes it", root);
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
