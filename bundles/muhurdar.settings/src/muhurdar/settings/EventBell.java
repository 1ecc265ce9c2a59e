package muhurdar.settings;

import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;

/** Rings over EventAdmin, asynchronously; the window hears it as an e4 event. */
@Component
public final class EventBell implements Bell {

	private static final Logger LOG = LoggerFactory.getLogger(EventBell.class);
	/** As in IEventBroker.DATA. */
	private static final String DATA = "org.eclipse.e4.data";

	private final EventAdmin events;

	@Activate
	public EventBell(@Reference EventAdmin events) {
		this.events = events;
	}

	@Override
	public void ring(String topic, Object id) {
		try {
			events.postEvent(new Event(topic, Map.of(DATA, id)));
		} catch (RuntimeException e) {
			// what rang is stored already, and lists also look at the store's change number
			LOG.warn("the bell {} did not ring", topic, e);
		}
	}
}
