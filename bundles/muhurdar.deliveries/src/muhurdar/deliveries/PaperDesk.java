package muhurdar.deliveries;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.Paper;
import muhurdar.api.Papers;
import muhurdar.api.Settings;
import muhurdar.api.ShipmentRow;
import muhurdar.api.Words;
import muhurdar.api.spi.Courier;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Address;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchItem;
import muhurdar.domain.BatchState;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.Holder;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.Why;
import muhurdar.paper.AddressLabel;
import muhurdar.paper.EnvelopeSheet;
import muhurdar.paper.Manifest;
import muhurdar.paper.PackingList;
import muhurdar.paper.Papering;
import muhurdar.paper.Stamp;

/** Reads what goes on paper and records the print in one transaction; draws after it. */
@Component
public final class PaperDesk implements Papers {

	private static final int MOST_PARCELS = 10_000;

	private final Store store;
	private final Settings settings;
	@Reference
	private volatile List<Courier> couriers = List.of();

	@Activate
	public PaperDesk(@Reference Store store, @Reference Settings settings) {
		this.store = store;
		this.settings = settings;
	}

	/** What was read, with the print of it that was recorded. */
	private record Print<T>(String name, T content, Stamp stamp) {

		Paper drawn(byte[] pdf) {
			String copy = stamp.copy() == 1 ? "" : "-" + stamp.copy();
			return new Paper(name + copy + ".pdf", Bytes.of(pdf), stamp.copy());
		}
	}

	@Override
	public Paper envelopes(String batchNumber, @Nullable Integer only, Locale language, Actor by) {
		Print<List<EnvelopeSheet>> print = store.write(by, Right.PACK, tidy(batchNumber), tx -> {
			Batch batch = batch(tx, batchNumber);
			List<EnvelopeSheet> sheets = new ArrayList<>();
			for (Place place : places(tx, batch)) {
				if (place.order.alive() && (only == null || only == place.envelope)) {
					sheets.add(sheet(tx, batch, place));
				}
			}
			if (sheets.isEmpty()) {
				throw new Refusal(Why.NOT_FOUND, only == null ? batchNumber : Papering.envelope(only));
			}
			tx.remark("envelopes " + copies(sheets));
			int highest = sheets.stream().mapToInt(EnvelopeSheet::copy).max().orElseThrow();
			String name = only == null ? "envelopes-" + batch.number() : "envelope-" + Papering.envelope(only);
			return new Print<>(name, sheets, stamp(tx, highest, language));
		});
		return print.drawn(Papering.envelopes(print.content(), print.stamp()));
	}

	@Override
	public Paper packingList(String batchNumber, Locale language, Actor by) {
		Words words = Words.of(language);
		Print<PackingList> print = store.write(by, Right.PACK, tidy(batchNumber), tx -> {
			Batch batch = batch(tx, batchNumber);
			List<PackingList.Row> rows = places(tx, batch).stream().map(place -> row(tx, place, words)).toList();
			return counted(tx, "packing list", batch.number(),
					new PackingList(batch.number(), words.name(batch.keyType()), rows), language);
		});
		return print.drawn(Papering.packingList(print.content(), print.stamp()));
	}

	@Override
	public Paper label(String number, Locale language, Actor by) {
		Print<AddressLabel> print = store.write(by, Right.PACK, tidy(number), tx -> {
			CourierLabel label = courierLabel(tx, number);
			Order order = tx.orders().get(label.order());
			Holder holder = tx.holders().get(order.holder());
			return counted(tx, "label", label.number(),
					new AddressLabel(settings.get(Settings.SENDER), courier(label.courier(), language), label.number(),
							label.trackingNumber(), holder.fullName(), institution(tx, order), holder.address()),
					language);
		});
		return print.drawn(Papering.label(print.content(), print.stamp()));
	}

	/** Of a card to be packed, or of a parcel that still lies here. */
	private static CourierLabel courierLabel(Tx tx, String number) {
		CourierLabel label = tx.courierLabelByNumber(tidy(number)).orElseThrow(() -> new Refusal(Why.NOT_FOUND, number));
		Optional<Shipment> parcel = tx.shipmentByNumber(label.number());
		if (parcel.isPresent() && parcel.get().state() != ShipmentState.PACKED) {
			throw new Refusal(Why.WRONG_STATE, parcel.get().state(), ShipmentState.PACKED);
		}
		if (parcel.isEmpty() && !tx.courierLabelOf(label.order()).equals(Optional.of(label))) {
			throw new Refusal(Why.NOT_FOUND, number);
		}
		return label;
	}

	@Override
	public Paper manifest(String courier, Locale language, Actor by) {
		Print<Manifest> print = store.write(by, Right.PACK, courier, tx -> {
			List<Manifest.Row> rows = tx.shipmentRows(ShipmentState.PACKED, null, null, 0, MOST_PARCELS).rows().stream()
					.filter(row -> row.shipment().courier().equals(courier))
					.sorted(Comparator.comparing(row -> row.shipment().number())).map(row -> row(tx, row)).toList();
			if (rows.isEmpty()) {
				throw new Refusal(Why.NOT_FOUND, courier);
			}
			return counted(tx, "manifest", courier + "-" + tx.today(), new Manifest(courier(courier, language), rows), language);
		});
		return print.drawn(Papering.manifest(print.content(), print.stamp()));
	}

	/** An order's place in a batch. @param card the newest that was made for it, null if none was */
	private record Place(int envelope, Order order, @Nullable Card card) {
	}

	private static List<Place> places(Tx tx, Batch batch) {
		Map<OrderId, Card> cards = new HashMap<>();
		for (Card card : tx.cardsOfBatch(batch.id())) {
			OrderId order = card.order();
			if (order != null) {
				cards.merge(order, card, (one, other) -> gone(one) ? other : one);
			}
		}
		return tx.itemsOf(batch.id()).stream().sorted(Comparator.comparingInt(BatchItem::envelope))
				.map(item -> new Place(item.envelope(), tx.orders().get(item.order()), cards.get(item.order()))).toList();
	}

	/** No longer the card that goes into the envelope. */
	private static boolean gone(Card card) {
		return switch (card.state()) {
		case SPOILED, DESTROYED, LOST, KILLED, MISSING -> true;
		case IN_STOCK, RESERVED, KEYED, CERTIFIED, SEALED, CHECKED, IN_SAFE -> false;
		};
	}

	private static EnvelopeSheet sheet(Tx tx, Batch batch, Place place) {
		Card card = place.card;
		return new EnvelopeSheet(place.envelope, batch.number(), place.order.number(),
				tx.holders().get(place.order.holder()).fullName(), institution(tx, place.order),
				card == null || gone(card) ? null : card.serial(), tx.nextCount("paper.envelope." + place.envelope));
	}

	private static PackingList.Row row(Tx tx, Place place, Words words) {
		Card card = place.card;
		boolean good = card != null && card.state() == CardState.CHECKED;
		Enum<?> state = card == null || !place.order.alive() ? place.order.state()
				: tx.shipmentOfCard(card.id()).<Enum<?>>map(Shipment::state).orElse(card.state());
		return new PackingList.Row(place.envelope, tx.holders().get(place.order.holder()).fullName(),
				institution(tx, place.order), place.order.number(), card == null || gone(card) ? "" : card.serial().shown(),
				good && place.order.alive(), words.name(state));
	}

	private static Manifest.Row row(Tx tx, ShipmentRow row) {
		Address address = tx.holders().get(row.shipment().holder()).address();
		return new Manifest.Row(row.shipment().trackingNumber(), row.shipment().number(), row.name(),
				address.district() + " / " + address.province());
	}

	private static String institution(Tx tx, Order order) {
		return tx.institutions().get(order.institution()).name();
	}

	private static Batch batch(Tx tx, String number) {
		Batch batch = tx.batchByNumber(tidy(number)).orElseThrow(() -> new Refusal(Why.NOT_FOUND, number));
		if (batch.state() == BatchState.CANCELLED) {
			throw new Refusal(Why.WRONG_STATE, batch.state(), BatchState.PLANNED);
		}
		return batch;
	}

	private static <T> Print<T> counted(Tx tx, String kind, String number, T content, Locale language) {
		int copy = tx.nextCount("paper." + kind + "." + number);
		tx.remark(kind + " " + number + " copy " + copy);
		return new Print<>(kind.replace(' ', '-') + "-" + number, content, stamp(tx, copy, language));
	}

	private static Stamp stamp(Tx tx, int copy, Locale language) {
		return new Stamp(tx.me().login(), tx.now(), copy, language);
	}

	/** {@code copy 1: 0401 0403, copy 2: 0402}. */
	static String copies(List<EnvelopeSheet> sheets) {
		return sheets.stream()
				.collect(Collectors.groupingBy(EnvelopeSheet::copy, TreeMap::new,
						Collectors.mapping(sheet -> Papering.envelope(sheet.envelope()), Collectors.joining(" "))))
				.entrySet().stream().map(each -> "copy " + each.getKey() + ": " + each.getValue())
				.collect(Collectors.joining(", "));
	}

	private String courier(String id, Locale language) {
		return couriers.stream().filter(each -> each.id().equals(id)).findFirst().map(each -> each.name(language)).orElse(id);
	}

	private static String tidy(String number) {
		return number.strip().toUpperCase(Locale.ROOT);
	}
}
