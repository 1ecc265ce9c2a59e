package muhurdar.itest;

import java.util.Arrays;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** The services of the running framework, as the product registers them. */
final class House {

	private House() {
	}

	/** Waits for it, at most ten seconds. */
	static <T> T service(Class<T> type) {
		return services(type).getFirst();
	}

	static <T> List<T> services(Class<T> type) {
		BundleContext context = FrameworkUtil.getBundle(House.class).getBundleContext();
		ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
		tracker.open();
		try {
			if (tracker.waitForService(10_000) == null) {
				throw new AssertionError("no service " + type.getName());
			}
			return Arrays.stream(tracker.getServices()).map(type::cast).toList();
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		} finally {
			tracker.close();
		}
	}
}
