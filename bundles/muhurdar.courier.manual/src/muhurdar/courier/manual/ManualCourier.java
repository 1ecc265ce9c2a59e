package muhurdar.courier.manual;

import java.util.Locale;

import org.osgi.service.component.annotations.Component;

import muhurdar.api.spi.Courier;
import muhurdar.domain.S10;

/**
 * A carrier without a connection: clerks write its news down themselves. Its numbers are UPU S10 identifiers of the
 * registered-post series RR, country TR.
 */
@Component(property = "courier=" + ManualCourier.ID)
public final class ManualCourier implements Courier {

	static final String ID = "manual";

	private static final int SERIALS = 100_000_000;

	@Override
	public String id() {
		return ID;
	}

	@Override
	public String name(Locale locale) {
		return "tr".equals(locale.getLanguage()) ? "Elle takip" : "Tracked by hand";
	}

	@Override
	public String newTrackingNumber(int serial) {
		if (serial < 0 || serial >= SERIALS) {
			throw new IllegalArgumentException("serial out of range: " + serial);
		}
		return S10.of("RR", serial, "TR");
	}

	@Override
	public boolean validTrackingNumber(String number) {
		return S10.valid(number);
	}
}
