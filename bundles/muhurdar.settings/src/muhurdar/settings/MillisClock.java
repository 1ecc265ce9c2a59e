package muhurdar.settings;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Component;

/** The system's time in UTC, cut to milliseconds: what the database can keep. */
@Component(service = Clock.class)
public final class MillisClock extends Clock {

	private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);

	@Override
	public ZoneId getZone() {
		return clock.getZone();
	}

	@Override
	public Clock withZone(@Nullable ZoneId zone) {
		return clock.withZone(zone);
	}

	@Override
	public Instant instant() {
		return clock.instant();
	}
}
