package muhurdar.store.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Page;
import muhurdar.api.ShipmentRow;
import muhurdar.domain.CardId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.CourierLabelId;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.PackingStop;
import muhurdar.domain.PackingStopId;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentId;
import muhurdar.domain.ShipmentState;

/** Parcels, what the parcels' list shows, and what comes before a parcel: courier labels and stopped packing stations. */
final class ShipmentRows extends Table<ShipmentId, Shipment> {

	static final Kind<ShipmentId, Shipment> SHIPMENT = new Kind<ShipmentId, Shipment>("shipment", Shipment.class,
			"t.changed_at, t.id").derive("live_card", ShipmentRows::liveCard);

	static final Kind<CourierLabelId, CourierLabel> COURIER_LABEL = new Kind<>("courier_label", CourierLabel.class,
			"t.made_at, t.id");
	static final Kind<PackingStopId, PackingStop> PACKING_STOP = new Kind<PackingStopId, PackingStop>("packing_stop",
			PackingStop.class, "t.stopped_at, t.id")
			.derive("live_station", stop -> stop.cleared() == null ? stop.station() : null);

	private static final String BY_CODE = "select id from shipment where number = ?"
			+ " union select id from shipment where tracking_number = ?"
			+ " union select x.id from shipment x join orders y on y.id = x.order_id where y.number = ?"
			+ " union select x.id from shipment x join holder y on y.id = x.holder_id where y.identity_no = ?"
			+ " union select x.id from shipment x join card z on z.id = x.card_id where z.serial = ?"
			+ " union select x.id from shipment x join card z on z.id = x.card_id where z.shown = ?";

	private final OrderRows orders;
	private final CardRows cards;

	ShipmentRows(Work work, OrderRows orders, CardRows cards) {
		super(work, SHIPMENT);
		this.orders = orders;
		this.cards = cards;
	}

	private static @Nullable CardId liveCard(Shipment shipment) {
		return shipment.state() == ShipmentState.UNPACKED || shipment.state() == ShipmentState.LOST ? null : shipment.card();
	}

	@Override
	public Shipment put(Shipment changed) {
		Shipment shipment = super.put(changed);
		cards.refresh(shipment.card());
		orders.refresh(shipment.order());
		return shipment;
	}

	Optional<Shipment> byNumber(String number) {
		Optional<Shipment> found = first("where t.number = ?", number);
		return found.isPresent() ? found
				: first("where t.tracking_number = ? order by t.packed_at desc, t.id desc", number);
	}

	List<Shipment> of(HolderId holder) {
		return list("where t.holder_id = ? order by t.packed_at desc, t.id desc", holder);
	}

	Optional<Shipment> ofCard(CardId card) {
		return first("where t.live_card = ?", card);
	}

	Page<ShipmentRow> rows(@Nullable ShipmentState state, @Nullable String text, @Nullable InstitutionId scope,
			int from, int size) {
		Where where = new Where().andIf(state, "s.state = ?")
				.andIf(scope, "s.order_id in (select id from orders where institution_id = ?)");
		Searched.by(where, "s", BY_CODE, text);
		return work.sql().page(ShipmentRows::row,
				SHIPMENT.mapping().select("s") + ", h.given_name, h.surname, o.number, k.serial, i.name",
				"shipment s", " join orders o on o.id = s.order_id join holder h on h.id = s.holder_id"
						+ " join card k on k.id = s.card_id join institution i on i.id = o.institution_id",
				where, "s.changed_at desc, s.id desc", from, size);
	}

	private static ShipmentRow row(Row row) throws SQLException {
		return new ShipmentRow(SHIPMENT.mapping().read(row), row.text() + " " + row.text(), row.text(),
				new ChipSerial(row.text()), row.text());
	}
}
