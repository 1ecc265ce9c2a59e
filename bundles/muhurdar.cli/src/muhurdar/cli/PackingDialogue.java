package muhurdar.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.PackingStations;
import muhurdar.api.PackingStations.Standing;
import muhurdar.api.PackingStations.Step;
import muhurdar.api.PackingStations.Task;
import muhurdar.api.Readers;
import muhurdar.domain.Actor;
import muhurdar.domain.PackingStop;
import muhurdar.domain.Refusal;
import muhurdar.domain.Shipment;
import muhurdar.domain.Why;

/** A packing station without a screen: says what to do next, reads what the scanner types, a line per scan. */
final class PackingDialogue {

	private static final Duration LOOK = Duration.ofSeconds(1);
	/** How long a card is waited for. */
	private static final int LOOKS = 300;

	private final Muhurdar muhurdar;
	private final PackingStations stations;
	private final Readers readers;
	private final String station;
	private final String reader;
	private final BufferedReader scanner;
	private final Actor by;
	private final List<Shipment> packed = new ArrayList<>();

	/** @param reader how its name begins; empty: whichever has a card */
	PackingDialogue(Muhurdar muhurdar, PackingStations stations, Readers readers, String station, String reader,
			BufferedReader scanner, Actor by) {
		this.muhurdar = muhurdar;
		this.stations = stations;
		this.readers = readers;
		this.station = station;
		this.reader = reader;
		this.scanner = scanner;
		this.by = by;
	}

	/** Until the scans end, or something does not agree. @throws Refusal PACKING_STOPPED */
	List<Shipment> run() throws IOException, InterruptedException {
		Standing now = stations.back(station, by);
		while (true) {
			PackingStop stop = now.stop();
			if (stop != null) {
				throw stop.refusal();
			}
			say(now);
			@Nullable String code = now.step() == Step.CARD ? awaited() : scanner.readLine();
			if (code == null && now.step() != Step.CARD) {
				return packed;
			}
			try {
				now = code == null ? card() : code.isBlank() ? stations.at(station, by) : stations.scan(station, code, by);
				took(now);
			} catch (Refusal no) {
				now = refused(no, code == null);
			}
		}
	}

	private void say(Standing now) {
		Task task = now.task();
		String step = muhurdar.words.name(now.step());
		if (task == null) {
			muhurdar.say("packing.step", step);
		} else {
			muhurdar.say("packing.task", step, task.envelope(), task.name());
		}
	}

	/** What was scanned instead of a card, null if a card has come. */
	private @Nullable String awaited() throws IOException, InterruptedException {
		for (int looks = 0; looks < LOOKS; looks++) {
			if (readers.awaitCard(reader, LOOK).isPresent()) {
				return null;
			}
			if (scanner.ready()) {
				return scanner.readLine();
			}
		}
		throw new Refusal(Why.NO_CARD);
	}

	private Standing card() throws InterruptedException {
		Optional<String> with = readers.awaitCard(reader, LOOK);
		return with.isEmpty() ? stations.at(station, by)
				: stations.card(station, readers.look(with.get()).reading(), by);
	}

	private void took(Standing now) {
		Shipment parcel = now.packed();
		if (parcel != null) {
			packed.add(parcel);
			muhurdar.say("packing.packed", parcel.number(), parcel.trackingNumber());
		}
	}

	/** Said. @param card it was the card's: it is not asked again before it has left the reader */
	private Standing refused(Refusal no, boolean card) throws InterruptedException {
		if (no.why() == Why.PACKING_STOPPED) {
			throw no;
		}
		muhurdar.say("packing.refused", muhurdar.words.sentence(no));
		Standing now = stations.at(station, by);
		if (card && now.step() == Step.CARD) {
			Optional<String> with = readers.awaitCard(reader, LOOK);
			for (int looks = 0; with.isPresent() && !readers.awaitRemoval(with.get(), LOOK); looks++) {
				if (looks == LOOKS) {
					throw no;
				}
			}
		}
		return now;
	}
}
