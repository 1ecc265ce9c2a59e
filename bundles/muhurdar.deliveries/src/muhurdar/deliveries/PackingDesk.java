package muhurdar.deliveries;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.PackingStations;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardReading;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.Decision;
import muhurdar.domain.PackingMismatch;
import muhurdar.domain.PackingStop;
import muhurdar.domain.PackingStopId;
import muhurdar.domain.QualityRule;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.S10;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentId;
import muhurdar.domain.UserId;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;
import muhurdar.pki.QualityControl;
import muhurdar.pki.QualityControl.Examined;
import muhurdar.pki.QualityControl.Expected;

/**
 * Packing by three scans. Every step looks at the records again; the CRL and the CA are asked before the transaction.
 * What a station has at hand lives here, its stop in the store.
 */
@Component
public final class PackingDesk implements PackingStations {

	private static final Pattern ENVELOPE = Pattern.compile("[0-9]{4,9}");
	private static final Pattern SHIPMENT = Pattern.compile("G-[0-9]{4}-[0-9]{6}");
	/** Longest text of a barcode that is kept. */
	private static final int LONGEST = 60;
	private static final Logger LOG = LoggerFactory.getLogger(PackingDesk.class);

	private final Store store;
	private final Bell bell;
	private final Settings settings;
	private final PublishedHolds holds;
	private final QualityControl quality;
	private final Map<String, AtHand> stations = new ConcurrentHashMap<>();
	/** The chip that each station packed last: it may still be in the reader when the next envelope is scanned. */
	private final Map<String, ChipSerial> packedLast = new ConcurrentHashMap<>();

	/** The envelope at hand. @param step CARD or LABEL */
	private record AtHand(Step step, UserId by, CardId card, Task task) {
	}

	@Activate
	public PackingDesk(@Reference Store store, @Reference Bell bell, @Reference Settings settings,
			@Reference CertificateAuthority ca) {
		this.store = store;
		this.bell = bell;
		this.settings = settings;
		holds = new PublishedHolds(ca, settings);
		quality = new QualityControl(ca::chain);
	}

	@Override
	public String here() {
		String name = settings.get(Settings.DESK_NAME).strip();
		return name.isEmpty() ? computer() : name;
	}

	private static String computer() {
		try {
			return InetAddress.getLocalHost().getHostName();
		} catch (UnknownHostException e) {
			LOG.info("this computer does not know its name: {}", e.getMessage());
			return "1";
		}
	}

	@Override
	public Standing at(String station, Actor by) {
		PackingStop stop = store.read(by, Right.PACK, tx -> stopAt(tx, station));
		if (stop != null) {
			stations.remove(station);
			return new Standing(station, Step.STOPPED, null, stop, null);
		}
		AtHand now = atHand(station, by);
		return now == null ? new Standing(station, Step.ENVELOPE, null, null, null)
				: new Standing(station, now.step(), now.task(), null, null);
	}

	private static @Nullable PackingStop stopAt(Tx tx, String station) {
		Optional<PackingStop> stop = tx.packingStopAt(station);
		return stop.isPresent() ? stop.get() : null;
	}

	/** Null if there is nothing, or somebody else's. */
	private @Nullable AtHand atHand(String station, Actor by) {
		AtHand now = stations.get(station);
		return now != null && now.by().equals(by.user()) ? now : null;
	}

	@Override
	public Standing scan(String station, String code, Actor by) {
		String read = code.strip().toUpperCase(Locale.ROOT);
		AtHand now = atHand(station, by);
		return now != null && now.step() == Step.LABEL ? label(station, now, read, by) : envelope(station, read, by);
	}

	private Standing envelope(String station, String code, Actor by) {
		if (!ENVELOPE.matcher(code).matches()) {
			mustGoOn(station, by);
			throw new Refusal(Why.ENVELOPE_UNKNOWN, cut(code));
		}
		int number = Integer.parseInt(code);
		record Found(Packing packing, Task task) {
		}
		Found found = store.read(by, Right.PACK, tx -> {
			goesOn(tx, station);
			CardId card = tx.cardsInEnvelope(number).stream().filter(PackingDesk::meant).findFirst().map(Card::id)
					.orElseThrow(() -> new Refusal(Why.ENVELOPE_UNKNOWN, code));
			Packing packing = packable(tx, card);
			CourierLabel label = tx.courierLabelOf(packing.order().id())
					.orElseThrow(() -> new Refusal(Why.LABEL_MISSING, code));
			return new Found(packing, new Task(number, packing.card().serial(), packing.order().number(),
					packing.holder().fullName(), label.trackingNumber()));
		});
		mustBeSeenHeld(found.packing());
		stations.put(station, new AtHand(Step.CARD, by.user(), found.packing().card().id(), found.task()));
		return at(station, by);
	}

	/** Of all cards that were ever made for the envelope, the one that goes into it. */
	private static boolean meant(Card card) {
		return switch (card.state()) {
		case RESERVED, KEYED, CERTIFIED, SEALED, CHECKED, IN_SAFE -> true;
		case IN_STOCK, MISSING, SPOILED, LOST, KILLED, DESTROYED -> false;
		};
	}

	@Override
	public Standing card(String station, CardReading reading, Actor by) {
		mustGoOn(station, by);
		AtHand now = atHand(station, by);
		if (now == null || now.step() != Step.CARD) {
			throw new Refusal(Why.WRONG_STATE, now == null ? Step.ENVELOPE : now.step(), Step.CARD);
		}
		if (reading.serial().equals(packedLast.get(station)) && !reading.serial().equals(now.task().chip())) {
			throw new Refusal(Why.CARD_STILL_IN_READER, reading.serial());
		}
		Examined examined = examined(reading);
		return noted(station, now, store.write(by, Right.PACK, reading.serial().shown(), tx -> {
			goesOn(tx, station);
			Packing packing = packable(tx, now.card());
			tx.remark(station + ": envelope " + now.task().envelope());
			return examined.broken(new Expected(packing.card(), packing.order(), packing.holder(),
					packing.certificate().isPresent() ? packing.certificate().get() : null, packing.old(), onHold()))
					.map(rule -> stopped(tx, station, now,
							rule == QualityRule.CARD ? PackingMismatch.CARD : PackingMismatch.QUALITY,
							rule == QualityRule.CARD ? null : rule, reading.serial().shown()));
		}), by);
	}

	private Standing noted(String station, AtHand before, Optional<PackingStop> stop, Actor by) {
		if (stop.isPresent()) {
			bell.ring(Topics.SHIPMENT, stop.get().id());
		} else {
			stations.put(station, new AtHand(Step.LABEL, by.user(), before.card(), before.task()));
		}
		return at(station, by);
	}

	private Examined examined(CardReading reading) {
		try {
			return quality.examine(reading);
		} catch (CaFault e) {
			throw new Refusal(Why.CA_UNAVAILABLE, e);
		}
	}

	private Standing label(String station, AtHand now, String code, Actor by) {
		Packing before = store.read(by, Right.PACK, tx -> {
			goesOn(tx, station);
			if (!S10.formed(code) && !SHIPMENT.matcher(code).matches() && tx.courierLabelByNumber(code).isEmpty()) {
				throw new Refusal(Why.LABEL_EXPECTED, cut(code));
			}
			return packable(tx, now.card());
		});
		mustBeSeenHeld(before);
		/** Either of them is null. */
		record Outcome(@Nullable PackingStop stop, @Nullable Shipment packed) {
		}
		Outcome outcome = store.write(by, Right.PACK, before.card().serial().shown(), tx -> {
			goesOn(tx, station);
			Packing packing = packable(tx, now.card());
			if (packing.held() && !packing.serialNumber().equals(before.serialNumber())) {
				throw new Refusal(Why.HOLD_NOT_PUBLISHED);
			}
			Optional<CourierLabel> label = tx.courierLabelOf(packing.order().id()).filter(each -> each.says(code));
			return label.isPresent() ? new Outcome(null, packed(tx, station, packing, label.get()))
					: new Outcome(stopped(tx, station, now, PackingMismatch.LABEL, null, cut(code)), null);
		});
		stations.remove(station);
		Shipment packed = outcome.packed();
		if (packed != null) {
			packedLast.put(station, now.task().chip());
		}
		bell.ring(Topics.SHIPMENT, packed == null ? Objects.requireNonNull(outcome.stop()).id() : packed.id());
		Standing next = at(station, by);
		return new Standing(station, next.step(), next.task(), next.stop(), packed);
	}

	private static Shipment packed(Tx tx, String station, Packing packing, CourierLabel label) {
		tx.remark(station + ": packed " + label.number());
		// also guards the card's version: of two stations that pack it at once, one is told
		tx.cards().put(packing.card().to(CardState.CHECKED, tx.now()));
		return tx.shipments().put(Shipment.pack(new ShipmentId(Uuid7.next(tx.now())), label.number(), packing.card().id(),
				packing.order().id(), packing.holder().id(), label.courier(), label.trackingNumber(),
				new Decision(tx.me().id(), tx.now())));
	}

	private static PackingStop stopped(Tx tx, String station, AtHand now, PackingMismatch mismatch,
			@Nullable QualityRule rule, String seen) {
		tx.remark(station + ": stopped, " + mismatch + (rule == null ? "" : " " + rule) + ", envelope " + now.task().envelope()
				+ ", seen " + seen);
		return tx.packingStops().put(new PackingStop(new PackingStopId(Uuid7.next(tx.now())), 0, station, now.card(), mismatch,
				rule, seen, new Decision(tx.me().id(), tx.now()), null, null));
	}

	@Override
	public Standing back(String station, Actor by) {
		if (atHand(station, by) != null) {
			stations.remove(station);
		}
		return at(station, by);
	}

	@Override
	public List<PackingStop> stops(Actor by) {
		return store.read(by, Right.SEE_SHIPMENTS, tx -> tx.me().seesAll() ? tx.packingStopsOpen() : List.of());
	}

	@Override
	public PackingStop clear(String station, String reason, Actor by) {
		PackingStop cleared = store.write(by, Right.CLEAR_PACKING, station, tx -> {
			PackingStop stop = tx.packingStopAt(station).orElseThrow(() -> new Refusal(Why.NOT_FOUND, station));
			tx.remark("cleared, stopped by " + stop.stopped().by());
			return tx.packingStops().put(stop.clear(reason, new Decision(by.user(), tx.now())));
		});
		bell.ring(Topics.SHIPMENT, cleared.id());
		return cleared;
	}

	private void mustGoOn(String station, Actor by) {
		store.read(by, Right.PACK, tx -> {
			goesOn(tx, station);
			return station;
		});
	}

	private static void goesOn(Tx tx, String station) {
		tx.packingStopAt(station).ifPresent(stop -> {
			throw stop.refusal();
		});
	}

	private Packing packable(Tx tx, CardId card) {
		Packing packing = Packing.load(tx, card);
		Refusals.refuse(packing.refusal(tx.me(), tx.now(), onHold()));
		return packing;
	}

	private void mustBeSeenHeld(Packing packing) {
		if (packing.held() && holds.of(List.of(packing.serialNumber())).isEmpty()) {
			throw new Refusal(Why.HOLD_NOT_PUBLISHED);
		}
	}

	private boolean onHold() {
		return settings.get(Settings.ISSUE_ON_HOLD);
	}

	/** A scanner may read anything. */
	private static String cut(String code) {
		return code.length() <= LONGEST ? code : code.substring(0, LONGEST);
	}
}
