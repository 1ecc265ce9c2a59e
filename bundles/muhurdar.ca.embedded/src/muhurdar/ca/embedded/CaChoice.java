package muhurdar.ca.embedded;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CertificateAuthority;

/**
 * Registers the TEST CA if {@link Settings#CA} says {@code embedded}: the one inside this process, or with
 * {@code ca.address} that of a {@link CaProcess}.
 */
@Component(service = {}, immediate = true)
public final class CaChoice {

	/** {@code HOST:PORT} of a CA process; empty: the CA is in this process. */
	static final Setting<String> ADDRESS = Setting.text("ca.address", "");

	private final EmbeddedCa embedded;
	private final @Nullable ServiceRegistration<CertificateAuthority> registration;

	@Activate
	public CaChoice(BundleContext context, @Reference Settings settings, @Reference DataFolder data,
			@Reference KeyStorePasswords passwords, @Reference Clock clock) {
		embedded = new EmbeddedCa(data, KeyChoice.of(settings, passwords), clock); // opens nothing until it is asked
		String address = settings.get(ADDRESS);
		CertificateAuthority chosen = address.isEmpty() ? embedded
				: new RemoteCa(address, () -> Duration.ofSeconds(settings.get(Settings.CA_TIMEOUT)));
		registration = settings.get(Settings.CA).equals(EmbeddedCa.ID)
				? context.registerService(CertificateAuthority.class, chosen,
						FrameworkUtil.asDictionary(Map.of("ca", chosen.id())))
				: null;
	}

	@Deactivate
	public void close() {
		ServiceRegistration<CertificateAuthority> registered = registration;
		if (registered != null) {
			registered.unregister();
		}
		embedded.close();
	}
}
