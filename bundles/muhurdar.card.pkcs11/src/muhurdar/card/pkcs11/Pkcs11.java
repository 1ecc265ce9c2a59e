package muhurdar.card.pkcs11;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.Settings;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;

/** Registers reader driver and card profile if a module is set, and finalises the module as they go. */
@Component(immediate = true, service = Pkcs11.class)
public final class Pkcs11 {

	private final Pkcs11Driver driver;
	private final List<ServiceRegistration<?>> registered;

	@Activate
	public Pkcs11(BundleContext context, @Reference Settings settings) {
		driver = new Pkcs11Driver(settings);
		registered = settings.get(Settings.PKCS11_MODULE).isEmpty() ? List.of()
				: List.of(context.registerService(CardReaderDriver.class, driver, property("reader.driver", Pkcs11Driver.NAME)),
						context.registerService(CardProfile.class, new Pkcs11Profile(driver, settings),
								property("card.profile", Pkcs11Profile.ID)));
	}

	private static Dictionary<String, Object> property(String key, String value) {
		Dictionary<String, Object> one = new Hashtable<>();
		one.put(key, value);
		return one;
	}

	@Deactivate
	void close() {
		registered.forEach(ServiceRegistration::unregister);
		driver.close();
	}
}
