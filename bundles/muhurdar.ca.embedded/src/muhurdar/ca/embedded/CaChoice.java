package muhurdar.ca.embedded;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

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

/** Registers the TEST CA: the one inside this process, or with {@code ca.address} that of a {@link CaProcess}. */
@Component(service = {}, immediate = true)
public final class CaChoice {

	/** {@code HOST:PORT} of a CA process; empty: the CA is in this process. */
	static final Setting<String> ADDRESS = Setting.text("ca.address", "");

	private final EmbeddedCa embedded;
	private final ServiceRegistration<CertificateAuthority> registration;

	@Activate
	public CaChoice(BundleContext context, @Reference Settings settings, @Reference DataFolder data,
			@Reference KeyStorePasswords passwords, @Reference Clock clock) {
		embedded = new EmbeddedCa(data, passwords, clock); // opens nothing until it is asked
		String address = settings.get(ADDRESS);
		CertificateAuthority chosen = address.isEmpty() ? embedded
				: new RemoteCa(address, () -> Duration.ofSeconds(settings.get(Settings.CA_TIMEOUT)));
		registration = context.registerService(CertificateAuthority.class, chosen,
				FrameworkUtil.asDictionary(Map.of("ca", chosen.id())));
	}

	@Deactivate
	public void close() {
		registration.unregister();
		embedded.close();
	}
}
