package muhurdar.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/** The services of the workstation, fetched when a command needs them. */
final class Services implements AutoCloseable {

	private static final long PATIENCE_MILLIS = 15_000;

	private final BundleContext context = FrameworkUtil.getBundle(Services.class).getBundleContext();
	private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();

	/** Waits for it while the framework starts. @throws IllegalStateException if it does not come */
	<T> T get(Class<T> type) {
		try {
			T service = tracker(type).waitForService(PATIENCE_MILLIS);
			if (service == null) {
				throw new IllegalStateException("service " + type.getName() + " is missing");
			}
			return service;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while waiting for " + type.getName(), e);
		}
	}

	/** Only if it is there already. */
	<T> Optional<T> find(Class<T> type) {
		return Optional.ofNullable(tracker(type).getService());
	}

	/** The one with these properties, only if it is there already. */
	<T> Optional<T> find(Class<T> type, String properties) {
		try {
			return context.getServiceReferences(type, properties).stream().findFirst().map(context::getService);
		} catch (InvalidSyntaxException e) {
			throw new IllegalArgumentException(properties, e);
		}
	}

	/** All that are there. */
	<T> List<T> all(Class<T> type) {
		Object[] services = tracker(type).getServices();
		return services == null ? List.of() : Arrays.stream(services).map(type::cast).toList();
	}

	private <T> ServiceTracker<T, T> tracker(Class<T> type) {
		ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
		tracker.open();
		trackers.add(tracker);
		return tracker;
	}

	@Override
	public void close() {
		trackers.forEach(ServiceTracker::close);
	}
}
