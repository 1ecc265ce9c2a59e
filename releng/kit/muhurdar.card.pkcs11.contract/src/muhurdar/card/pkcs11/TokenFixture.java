package muhurdar.card.pkcs11;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.kit.ProfileFixture;

/**
 * Tokens of SoftHSM2, each as its maker leaves it: initialised, with an SO PIN and nothing else. The run names the module
 * and the file for the SO PIN as the product's settings do, and in {@code SOFTHSM2_CONF} the file for its configuration.
 */
public final class TokenFixture implements ProfileFixture {

	private final String module = System.getProperty("muhurdar.pkcs11.module", "");
	private int made;

	/** The module reads its configuration at the first question to the driver. */
	public TokenFixture() throws IOException {
		if (missing().isEmpty()) {
			Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
			Path tokens = Files.createTempDirectory(configuration.toAbsolutePath().getParent(), "tokens");
			Files.writeString(configuration,
					"directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
			Files.writeString(soPin(), "11223344\n");
		}
	}

	private static Path soPin() {
		return Path.of(System.getProperty("muhurdar.pkcs11.so.pin.file"));
	}

	@Override
	public String service() {
		return Pkcs11Profile.ID;
	}

	@Override
	public Optional<String> missing() {
		return module.isEmpty() ? Optional.of("no SoftHSM2 on this machine (softhsm2)") : Optional.empty();
	}

	@Override
	public Set<KeyType> keyTypes() {
		return EnumSet.allOf(KeyType.class);
	}

	/** PKCS#11 functions instead. */
	@Override
	public boolean knowsCommands() {
		return false;
	}

	/** Nobody has the PIN with which the key was made. */
	@Override
	public boolean knowsResuming() {
		return false;
	}

	/** SoftHSM2 tells that a PIN was wrong, and takes any number of them. */
	@Override
	public boolean knowsBlocking() {
		return false;
	}

	@Override
	public synchronized TestCard blank() {
		Pkcs11Driver driver = driver();
		Cryptoki loaded = driver.module();
		long slot = loaded.slots().stream().filter(each -> !loaded.tokenInfo(each).initialised()).findFirst().orElseThrow();
		made++;
		try (Secret pin = PinFile.read(soPin())) {
			loaded.initToken(slot, pin, "BLANK " + made);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return new Token(driver, new ReaderName(Pkcs11Driver.NAME, loaded.slotInfo(slot).description()));
	}

	private static Pkcs11Driver driver() {
		try {
			BundleContext context = FrameworkUtil.getBundle(TokenFixture.class).getBundleContext();
			return (Pkcs11Driver) context.getService(context
					.getServiceReferences(CardReaderDriver.class, "(reader.driver=" + Pkcs11Driver.NAME + ")").iterator().next());
		} catch (InvalidSyntaxException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Stays in its slot when the test is over: SoftHSM2 takes none out. */
	private record Token(Pkcs11Driver driver, ReaderName reader) implements TestCard {

		@Override
		public CardChannel open() {
			return driver.open(reader);
		}

		@Override
		public void close() {
			// the folder of tokens goes with the run's
		}
	}
}
