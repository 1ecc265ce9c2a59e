package muhurdar.deliveries;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.Bell;
import muhurdar.api.Deliveries;
import muhurdar.api.PackableRow;
import muhurdar.api.Page;
import muhurdar.api.Settings;
import muhurdar.api.ShipmentRow;
import muhurdar.api.Topics;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.Courier;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.CourierLabelId;
import muhurdar.domain.Decision;
import muhurdar.domain.Handover;
import muhurdar.domain.Holder;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.S10;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentId;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.User;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;

/** Parcels and their labels, kept in the store. */
@Component
public final class ParcelDesk implements Deliveries {

	private final Store store;
	private final Bell bell;
	private final Settings settings;
	private final PublishedHolds holds;
	@Reference
	private volatile List<Courier> couriers = List.of();

	@Activate
	public ParcelDesk(@Reference Store store, @Reference Bell bell, @Reference Settings settings,
			@Reference CertificateAuthority ca) {
		this.store = store;
		this.bell = bell;
		this.settings = settings;
		holds = new PublishedHolds(ca, settings);
	}

	@Override
	public Page<PackableRow> waiting(int from, int size, Actor by) {
		Page<Waiting> page = store.read(by, Right.SEE_SHIPMENTS, tx -> {
			Page<Card> cards = tx.me().seesAll() ? tx.cardsWithoutParcel(from, size) : new Page<>(List.of(), 0, 0);
			List<Waiting> rows = cards.rows().stream().map(card -> Waiting.load(tx, card.id(), onHold())).toList();
			return new Page<>(rows, cards.from(), cards.total());
		});
		Set<String> seen = holds.of(page.rows().stream().filter(row -> row.packing().held())
				.map(row -> row.packing().serialNumber()).toList());
		return new Page<>(page.rows().stream().map(row -> row.shown(seen)).toList(), page.from(), page.total());
	}

	@Override
	public CourierLabel label(CardId card, String courierId, @Nullable String trackingNumber, Actor by) {
		String wanted = trackingNumber == null ? null : tidy(trackingNumber);
		Optional<CourierLabel> before = store.read(by, Right.PACK, tx -> {
			courier(courierId);
			return tx.courierLabelOf(ready(tx, card).order().id()).filter(
					label -> label.courier().equals(courierId) && (wanted == null || label.trackingNumber().equals(wanted)));
		});
		if (before.isPresent()) {
			return before.get();
		}
		Courier courier = courier(courierId);
		String number = wanted == null ? newNumber(courier, by) : wanted;
		CourierLabel made = store.write(by, Right.PACK, card, tx -> {
			if (!courier.validTrackingNumber(number)) {
				throw new Refusal(S10.formed(number) ? Why.TRACKING_CHECK_DIGIT : Why.TRACKING_NUMBER_INVALID, number);
			}
			if (tx.shipmentByNumber(number).isPresent() || tx.courierLabelByNumber(number).isPresent()) {
				throw new Refusal(Why.TRACKING_NUMBER_TAKEN, number);
			}
			return tx.courierLabels().put(new CourierLabel(new CourierLabelId(Uuid7.next(tx.now())), 0,
					tx.nextNumber(Tx.Series.G), ready(tx, card).order().id(), courierId, number,
					new Decision(by.user(), tx.now())));
		});
		bell.ring(Topics.CARD, card);
		return made;
	}

	@Override
	public Shipment handOver(ShipmentId id, int version, Actor by) {
		return rung(store.write(by, Right.DELIVER, id, tx -> {
			Shipment parcel = tx.shipments().get(id, version);
			Refusals.refuse(Handing.person(tx.me(), parcel.holder(), tx.cards().get(parcel.card())));
			return tx.shipments().put(parcel.handOver(new Decision(by.user(), tx.now())));
		}));
	}

	@Override
	public Shipment deliver(ShipmentId id, int version, Handover proof, Actor by) {
		// as exact as the store's own times: later than now it must not be
		Handover handover = new Handover(proof.at().truncatedTo(ChronoUnit.MILLIS), proof.receivedBy().strip(),
				proof.document());
		return rung(store.write(by, Right.DELIVER, id, tx -> {
			Shipment parcel = tx.shipments().get(id, version);
			Holder holder = tx.holders().get(parcel.holder());
			Shipment delivered = parcel.delivered(new Decision(by.user(), tx.now()), handover);
			Refusals.refuse(Handing.person(tx.me(), parcel.holder(), tx.cards().get(parcel.card())));
			Refusals.refuse(Handing.proof(handover, parcel, holder, tx.now()));
			return tx.shipments().put(delivered);
		}));
	}

	@Override
	public Shipment move(ShipmentId id, int version, ShipmentState to, Actor by) {
		if (to == ShipmentState.HANDED_OVER) {
			return handOver(id, version, by);
		}
		return rung(store.write(by, Right.DELIVER, id, tx -> {
			Shipment parcel = tx.shipments().get(id, version);
			if (to == ShipmentState.DELIVERED) {
				throw new Refusal(Why.FIELD_MISSING, "handover");
			}
			Shipment moved = parcel.to(to, new Decision(by.user(), tx.now()));
			CardState place = place(parcel.state(), to);
			if (place != null) {
				tx.cards().put(tx.cards().get(parcel.card()).to(place, tx.now()));
			}
			return tx.shipments().put(moved);
		}));
	}

	@Override
	public Page<ShipmentRow> search(@Nullable ShipmentState state, @Nullable String text, int from, int size,
			Actor by) {
		return store.read(by, Right.SEE_SHIPMENTS, tx -> tx.shipmentRows(state, text, scope(tx), from, size));
	}

	@Override
	public Optional<Shipment> find(String number, Actor by) {
		return store.read(by, Right.SEE_SHIPMENTS, tx -> {
			Optional<Shipment> found = tx.shipmentByNumber(tidy(number));
			found.ifPresent(parcel -> tx.me().mustReach(parcel.holder(), tx.orders().get(parcel.order()).institution(),
					tx.today()));
			return found;
		});
	}

	@Override
	public List<String> couriers() {
		return couriers.stream().map(Courier::id).sorted().toList();
	}

	/** Where the card then is, null if that stays: a lost parcel loses it, out of a returned one it goes into the safe. */
	static @Nullable CardState place(ShipmentState from, ShipmentState to) {
		if (to == ShipmentState.LOST) {
			return CardState.LOST;
		}
		return from == ShipmentState.RETURNED && to == ShipmentState.UNPACKED ? CardState.IN_SAFE : null;
	}

	private Courier courier(String id) {
		if (id.isBlank()) {
			throw new Refusal(Why.FIELD_MISSING, "courier");
		}
		return couriers.stream().filter(each -> each.id().equals(id)).findFirst()
				.orElseThrow(() -> new Refusal(Why.NOT_FOUND, id));
	}

	private Packing ready(Tx tx, CardId card) {
		Packing packing = Packing.load(tx, card);
		Refusals.refuse(packing.notReady(tx.now(), onHold()));
		return packing;
	}

	/** A courier may have to be asked: so its number is made between the transactions. */
	private String newNumber(Courier courier, Actor by) {
		return courier.newTrackingNumber(
				store.write(by, Right.PACK, courier.id(), tx -> tx.nextCount("tracking." + courier.id())));
	}

	private Shipment rung(Shipment changed) {
		bell.ring(Topics.SHIPMENT, changed.id());
		return changed;
	}

	private boolean onHold() {
		return settings.get(Settings.ISSUE_ON_HOLD);
	}

	private static String tidy(String number) {
		return number.strip().toUpperCase(Locale.ROOT);
	}

	/** The one institution that the asker sees, null for all. */
	private static @Nullable InstitutionId scope(Tx tx) {
		User me = tx.me();
		if (me.seesAll()) {
			return null;
		}
		InstitutionId own = me.institutionOn(tx.today());
		if (own == null) {
			throw new Refusal(Why.NOT_YOURS);
		}
		return own;
	}
}
