package muhurdar.ui.deliveries;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Shell;

import muhurdar.api.Deliveries;
import muhurdar.domain.Handover;
import muhurdar.domain.IdentityDocument;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.FormDialog;
import muhurdar.ui.FormDialog.About;
import muhurdar.ui.Labels;
import muhurdar.ui.Texts;

/** What is asked about one parcel. */
final class ParcelForms {

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

	private final Desk desk;
	private final Deliveries deliveries;

	ParcelForms(Desk desk, Deliveries deliveries) {
		this.desk = desk;
		this.deliveries = deliveries;
	}

	/** When, who, and by which document: the proof that opens the way to Kullanıma Aç. */
	void deliver(Shell parent, Shipment shipment, String holder) {
		FormDialog.open(desk, parent, new About("parcels.deliver.form", Messages.Deliver_Title,
				Messages.Deliver_Explanation, Messages.Parcels_Deliver, false), form -> {
					form.fact(Messages.Deliver_Parcel, shipment.trackingNumber() + "   " + holder);
					Field<String> name = form.text("receivedBy", Messages.Deliver_ReceivedBy, "");
					Field<IdentityDocument> document = form.choice("document", Messages.Deliver_Document,
							List.of(IdentityDocument.values()), Labels::of, null);
					Field<LocalDate> day = form.date("day", Messages.Deliver_Day, Dates.today());
					Field<String> time = form.text("time", Messages.Deliver_Time, CLOCK.format(ZonedDateTime.now(Dates.ZONE)))
							.rule(text -> clock(text) == null ? Messages.Deliver_NoTime : null);
					return () -> deliveries.deliver(shipment.id(), shipment.version(),
							new Handover(at(day.value(), time.value()), name.value(), document.value()), desk.actor());
				}, delivered -> {
					desk.done(Texts.fill(Messages.Deliver_Done, holder));
					desk.watch().lookNow();
				});
	}

	private static Instant at(LocalDate day, String time) {
		LocalTime clock = clock(time);
		return day.atTime(clock == null ? LocalTime.MIDNIGHT : clock).atZone(Dates.ZONE).toInstant();
	}

	private static @Nullable LocalTime clock(String text) {
		try {
			return LocalTime.parse(text.strip().replace('.', ':'), CLOCK);
		} catch (DateTimeParseException noTime) {
			return null;
		}
	}

	/** Any other drawn move, from where the parcel is now. */
	void move(Shell parent, Shipment shipment, String holder) {
		List<ShipmentState> moves = moves(shipment);
		FormDialog.open(desk, parent, new About("parcels.move.form", Messages.Move_Title, Messages.Move_Explanation,
				Messages.Move_Does, false), form -> {
					form.fact(Messages.Deliver_Parcel, shipment.trackingNumber() + "   " + holder);
					form.fact(Messages.Move_Now, Labels.of(shipment.state()));
					Field<ShipmentState> to = form.choice("to", Messages.Move_To, moves, Labels::of,
							moves.size() == 1 ? moves.getFirst() : null);
					return () -> deliveries.move(shipment.id(), shipment.version(), to.value(), desk.actor());
				}, moved -> {
					desk.done(Texts.fill(Messages.Move_Done, moved.trackingNumber(), Labels.of(moved.state())));
					desk.watch().lookNow();
				});
	}

	/** Without those that have an action of their own. */
	static List<ShipmentState> moves(Shipment shipment) {
		return shipment.state().next().stream()
				.filter(state -> state != ShipmentState.HANDED_OVER && state != ShipmentState.DELIVERED).toList();
	}

	void handOver(Shipment shipment) {
		desk.background().run(Messages.Parcels_HandOver,
				() -> deliveries.handOver(shipment.id(), shipment.version(), desk.actor()), handed -> {
					desk.done(Texts.fill(Messages.Parcels_HandedOver, 1));
					desk.watch().lookNow();
				});
	}
}
