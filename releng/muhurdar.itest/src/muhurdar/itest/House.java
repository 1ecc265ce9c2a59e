package muhurdar.itest;

import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** The services of the running framework, as the product registers them; held until the framework ends. */
final class House {

	private static final Map<Class<?>, ServiceTracker<?, ?>> TRACKERS = new ConcurrentHashMap<>();

	private House() {
	}

	/** Waits for it, at most ten seconds. */
	static <T> T service(Class<T> type) {
		return services(type).getFirst();
	}

	static <T> List<T> services(Class<T> type) {
		ServiceTracker<?, ?> tracker = TRACKERS.computeIfAbsent(type, House::tracker);
		try {
			if (tracker.waitForService(10_000) == null) {
				throw new AssertionError("no service " + type.getName());
			}
			return Arrays.stream(tracker.getServices()).map(type::cast).toList();
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		}
	}

	/** Puts another service before the product's own for those who follow the ranking, until it is closed. */
	static <T> AutoCloseable instead(Class<T> type, T service) {
		Dictionary<String, Object> first = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1000));
		return context().registerService(type, service, first)::unregister;
	}

	private static ServiceTracker<?, ?> tracker(Class<?> type) {
		ServiceTracker<?, ?> tracker = new ServiceTracker<>(context(), type, null);
		tracker.open();
		return tracker;
	}

	private static BundleContext context() {
		return FrameworkUtil.getBundle(House.class).getBundleContext();
	}
}
