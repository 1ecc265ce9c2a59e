package muhurdar.ca.cmp;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

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
import muhurdar.api.Settings;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.domain.Bytes;

/** Registers the CMP connector if {@link Settings#CA} names it. */
@Component(service = {}, immediate = true)
public final class CmpChoice {

	private final @Nullable ServiceRegistration<CertificateAuthority> registration;

	@Activate
	public CmpChoice(BundleContext context, @Reference Settings settings, @Reference DataFolder data,
			@Reference KeyStorePasswords passwords, @Reference Clock clock) {
		registration = settings.get(Settings.CA).equals(CmpCa.ID)
				? context.registerService(CertificateAuthority.class,
						new Late(() -> CmpSettings.connect(settings, data, passwords, clock)),
						FrameworkUtil.asDictionary(Map.of("ca", CmpCa.ID)))
				: null;
	}

	@Deactivate
	public void close() {
		ServiceRegistration<CertificateAuthority> registered = registration;
		if (registered != null) {
			registered.unregister();
		}
	}

	/** Reads the files that the settings name when it is asked first, and again while they cannot be used. */
	private static final class Late implements CertificateAuthority {

		private final Supplier<CmpCa> connecting;
		private @Nullable CmpCa connected;

		Late(Supplier<CmpCa> connecting) {
			this.connecting = connecting;
		}

		private synchronized CmpCa ca() {
			CmpCa ca = connected;
			if (ca == null) {
				ca = connecting.get();
				connected = ca;
			}
			return ca;
		}

		@Override
		public String id() {
			return CmpCa.ID;
		}

		@Override
		public boolean test() {
			return ca().test();
		}

		@Override
		public Issued issue(IssueRequest request) {
			return ca().issue(request);
		}

		@Override
		public Optional<Issued> find(UUID requestId) {
			return ca().find(requestId);
		}

		@Override
		public void change(StatusChange change) {
			ca().change(change);
		}

		@Override
		public void publish() {
			ca().publish();
		}

		@Override
		public URI crlLocation() {
			return ca().crlLocation();
		}

		@Override
		public Bytes crl() {
			return ca().crl();
		}

		@Override
		public List<Bytes> chain() {
			return ca().chain();
		}
	}
}
