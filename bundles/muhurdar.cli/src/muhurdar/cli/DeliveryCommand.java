package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Deliveries;
import muhurdar.api.PackableRow;
import muhurdar.api.Papers;
import muhurdar.api.ShipmentRow;
import muhurdar.domain.Actor;
import muhurdar.domain.Handover;
import muhurdar.domain.IdentityDocument;
import muhurdar.domain.Refusal;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code delivery …}: parcels until the card is in the holder's hand. */
@Command(name = "delivery")
final class DeliveryCommand implements Runnable {

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "waiting")
	void waiting() {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (PackableRow row : deliveries().waiting(0, 10_000, muhurdar().actor()).rows()) {
			Refusal refusal = row.refusal();
			rows.add(row("chip", row.chip().hex(), "envelope", row.envelope(), "order", row.orderNumber(), "name", row.name(),
					"refusal", refusal == null ? null : muhurdar().words.sentence(refusal)));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "pack")
	void pack(@Parameters(paramLabel = "CHIP", descriptionKey = "chip") String chip,
			@Option(names = "--courier", paramLabel = "COURIER", defaultValue = "manual", descriptionKey = "courier") String courier,
			@Option(names = "--tracking", paramLabel = "TRACKING", descriptionKey = "tracking") @Nullable String tracking) {
		Actor by = muhurdar().actor();
		String serial = Numbers.chip(chip).shown();
		PackableRow card = deliveries().waiting(0, 10_000, by).rows().stream()
				.filter(row -> row.chip().shown().equals(serial)).findFirst()
				.orElseThrow(() -> new Refusal(Why.NOT_FOUND, chip));
		print(deliveries().pack(card.card(), courier, tracking, by));
	}

	@Command(name = "hand-over")
	void handOver(@Parameters(paramLabel = "NUMBER", descriptionKey = "shipment") String number) {
		Actor by = muhurdar().actor();
		Shipment shipment = found(number, by);
		print(deliveries().handOver(shipment.id(), shipment.version(), by));
	}

	@Command(name = "record")
	void record(@Parameters(paramLabel = "NUMBER", descriptionKey = "shipment") String number,
			@Option(names = "--received-by", paramLabel = "RECEIVED-BY", required = true, descriptionKey = "received-by") String receivedBy,
			@Option(names = "--document", paramLabel = "DOCUMENT", required = true, descriptionKey = "document") IdentityDocument document,
			@Option(names = "--at", paramLabel = "AT", descriptionKey = "at") @Nullable Instant at) {
		Actor by = muhurdar().actor();
		Shipment shipment = found(number, by);
		Instant when = at == null ? muhurdar().bare(Clock.class).instant() : at;
		print(deliveries().deliver(shipment.id(), shipment.version(), new Handover(when, receivedBy, document), by));
	}

	@Command(name = "move")
	void move(@Parameters(paramLabel = "NUMBER", descriptionKey = "shipment") String number,
			@Option(names = "--to", paramLabel = "STATE", required = true, descriptionKey = "shipment.to", completionCandidates = Moves.class) ShipmentState to) {
		Actor by = muhurdar().actor();
		Shipment shipment = found(number, by);
		print(deliveries().move(shipment.id(), shipment.version(), to, by));
	}

	@Command(name = "list")
	void list(@Option(names = "--state", paramLabel = "STATE", descriptionKey = "shipment.state") @Nullable ShipmentState state) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (ShipmentRow row : deliveries().search(state, null, 0, 10_000, muhurdar().actor()).rows()) {
			rows.add(row("number", row.shipment().number(), "state", row.shipment().state(), "tracking",
					row.shipment().trackingNumber(), "order", row.orderNumber(), "name", row.name(), "chip", row.chip().hex()));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "label")
	void label(@Parameters(paramLabel = "NUMBER", descriptionKey = "shipment") String number,
			@Option(names = "--out", paramLabel = "FOLDER", required = true, descriptionKey = "papers.out") Path out) {
		Actor by = muhurdar().actor();
		new PaperFolder(out).take(muhurdar().output(),
				muhurdar().service(Papers.class).label(number, muhurdar().texts.getLocale(), by));
	}

	@Command(name = "manifest")
	void manifest(
			@Option(names = "--courier", paramLabel = "COURIER", defaultValue = "manual", descriptionKey = "courier") String courier,
			@Option(names = "--out", paramLabel = "FOLDER", required = true, descriptionKey = "papers.out") Path out) {
		Actor by = muhurdar().actor();
		new PaperFolder(out).take(muhurdar().output(),
				muhurdar().service(Papers.class).manifest(courier, muhurdar().texts.getLocale(), by));
	}

	/** Where a parcel is moved by hand; for the rest there are commands of their own. */
	static final class Moves extends ArrayList<String> {
		private static final long serialVersionUID = 1L;

		Moves() {
			super(EnumSet.complementOf(EnumSet.of(ShipmentState.PACKED, ShipmentState.HANDED_OVER, ShipmentState.DELIVERED))
					.stream().map(ShipmentState::name).toList());
		}
	}

	private Shipment found(String number, Actor by) {
		return deliveries().find(number, by).orElseThrow(() -> new Refusal(Why.NOT_FOUND, number));
	}

	private void print(Shipment shipment) {
		muhurdar().output().rows(List.of(row("number", shipment.number(), "state", shipment.state(), "tracking",
				shipment.trackingNumber())));
	}

	private Deliveries deliveries() {
		return muhurdar().service(Deliveries.class);
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
