package muhurdar.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.ReaderDoctor;
import muhurdar.api.ReaderModel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.ReaderFacts;
import muhurdar.api.spi.ReaderInquiry;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** The doctor at this desk: one thread per examination. */
@Component
public final class DoctorDesk implements ReaderDoctor {

	@Reference
	volatile List<CardProfile> profiles = List.of();
	/** With their properties. */
	@Reference(service = ReaderInquiry.class)
	volatile List<Map.Entry<Map<String, Object>, ReaderInquiry>> inquiries = List.of();

	private final BundleContext context;
	private final Plugged plugged;
	private final Clock clock;
	private final Map<String, ExaminationRun> newest = new HashMap<>();

	@Activate
	public DoctorDesk(@Reference Plugged plugged, @Reference Clock clock, BundleContext context) {
		this.plugged = plugged;
		this.clock = clock;
		this.context = context;
	}

	@Deactivate
	synchronized void close() {
		newest.values().forEach(ExaminationRun::cancel);
	}

	@Override
	public String begin(String reader) {
		Optional<ReaderName> known = plugged.named(reader);
		List<ReaderModel> models = Models.declared(context);
		if (known.isEmpty() && plugged.complete() && Models.of(reader, models) == null) {
			throw new Refusal(Why.READER_UNKNOWN, reader);
		}
		String name = known.map(ReaderName::name).orElse(reader);
		if (run(name).filter(ExaminationRun::goesOn).isPresent()
				|| known.isPresent() && !plugged.take(known.get(), Plugged.A_LOOK)) {
			throw new Refusal(Why.READER_BUSY, name);
		}
		var run = new ExaminationRun(name, new Examiner(name, known, plugged, models, UsbReaders.ofThisComputer(), profiles,
				inquiry(name, models)), clock);
		synchronized (this) {
			newest.put(name, run);
		}
		run.start(() -> known.ifPresent(plugged::release));
		return name;
	}

	/** The one for this model before the one for any; without one nothing is told. */
	private ReaderInquiry inquiry(String reader, List<ReaderModel> models) {
		ReaderModel model = Models.of(reader, models);
		ReaderInquiry found = control -> ReaderFacts.NONE;
		for (Map.Entry<Map<String, Object>, ReaderInquiry> each : inquiries) {
			Object named = each.getKey().getOrDefault(ReaderInquiry.MODEL, "");
			List<?> ids = named instanceof String[] several ? List.of(several) : List.of(named);
			if (model != null && ids.contains(model.id())) {
				return each.getValue();
			}
			if (ids.contains("*")) {
				found = each.getValue();
			}
		}
		return found;
	}

	@Override
	public void cancel(String reader) {
		run(reader).ifPresent(ExaminationRun::cancel);
	}

	@Override
	public Optional<Examination> examination(String reader) {
		return run(reader).map(ExaminationRun::present);
	}

	@Override
	public boolean awaitEnd(String reader, Duration atMost) throws InterruptedException {
		Optional<ExaminationRun> run = run(reader);
		return run.isEmpty() || run.get().awaitEnd(atMost);
	}

	private synchronized Optional<ExaminationRun> run(String reader) {
		return Optional.ofNullable(newest.get(reader));
	}
}
