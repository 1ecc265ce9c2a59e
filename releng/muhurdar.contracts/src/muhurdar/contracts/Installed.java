package muhurdar.contracts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.kit.ContractFixture;
import muhurdar.kit.DriverFixture;
import muhurdar.kit.ProfileFixture;

/** The drivers and profiles of this framework, each with its fixture. */
final class Installed {

	private static final BundleContext CONTEXT = FrameworkUtil.getBundle(Installed.class).getBundleContext();
	private static final List<ContractFixture> FIXTURES = fixtures();
	private static final Map<Class<?>, ServiceTracker<?, ?>> TRACKERS = new ConcurrentHashMap<>();

	private Installed() {
	}

	/** @param name the property that names it */
	record Service<S, F extends ContractFixture>(String name, S service, Optional<F> fixture) {
	}

	static List<Service<CardReaderDriver, DriverFixture>> drivers() {
		return services(CardReaderDriver.class, "reader.driver", DriverFixture.class);
	}

	static List<Service<CardProfile, ProfileFixture>> profiles() {
		return services(CardProfile.class, "card.profile", ProfileFixture.class);
	}

	/** Every fixture, and whether its service is there. */
	static Map<ContractFixture, Boolean> fixturesWithService() {
		Collection<ContractFixture> used = Stream
				.concat(drivers().stream().map(Service::fixture), profiles().stream().map(Service::fixture))
				.flatMap(Optional::stream).map(ContractFixture.class::cast).toList();
		Map<ContractFixture, Boolean> all = new LinkedHashMap<>();
		FIXTURES.forEach(fixture -> all.put(fixture, used.contains(fixture)));
		return all;
	}

	private static <S, F extends ContractFixture> List<Service<S, F>> services(Class<S> type, String property,
			Class<F> fixtureType) {
		ServiceTracker<?, ?> tracker = TRACKERS.computeIfAbsent(type, Installed::tracker);
		List<Service<S, F>> found = new ArrayList<>();
		try {
			if (tracker.waitForService(10_000) == null) {
				throw new AssertionError("no service " + type.getName());
			}
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		}
		for (ServiceReference<?> reference : tracker.getServiceReferences()) {
			String name = String.valueOf(reference.getProperty(property));
			found.add(new Service<>(name, type.cast(CONTEXT.getService(reference)), FIXTURES.stream()
					.filter(fixtureType::isInstance).map(fixtureType::cast).filter(f -> f.service().equals(name)).findFirst()));
		}
		return found;
	}

	private static ServiceTracker<?, ?> tracker(Class<?> type) {
		ServiceTracker<?, ?> tracker = new ServiceTracker<>(CONTEXT, type, null);
		tracker.open();
		return tracker;
	}

	private static List<ContractFixture> fixtures() {
		List<ContractFixture> fixtures = new ArrayList<>();
		for (Bundle bundle : CONTEXT.getBundles()) {
			String names = bundle.getHeaders().get("Contract-Fixture");
			for (String name : names == null ? new String[0] : names.split(",")) {
				try {
					fixtures.add((ContractFixture) loader(bundle).loadClass(name.strip()).getConstructor().newInstance());
				} catch (ReflectiveOperationException e) {
					throw new AssertionError(bundle.getSymbolicName() + " has no fixture " + name, e);
				}
			}
		}
		return fixtures;
	}

	/** A fragment's classes are those of its host. */
	private static Bundle loader(Bundle bundle) {
		String host = bundle.getHeaders().get(Constants.FRAGMENT_HOST);
		return host == null ? bundle : Arrays.stream(CONTEXT.getBundles())
				.filter(candidate -> candidate.getSymbolicName().equals(host.replaceAll("\\s*;.*", ""))).findFirst()
				.orElseThrow();
	}
}
