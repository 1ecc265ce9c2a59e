package muhurdar.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
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
import muhurdar.api.PackingStations;
import muhurdar.api.Paper;
import muhurdar.api.Papers;
import muhurdar.api.Readers;
import muhurdar.api.Settings;
import muhurdar.api.ShipmentRow;
import muhurdar.domain.Actor;
import muhurdar.domain.Handover;
import muhurdar.domain.IdentityDocument;
import muhurdar.domain.PackingStop;
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
			rows.add(Output.row("chip", row.chip().hex(), "envelope", row.envelope(), "order", row.orderNumber(), "name",
					row.name(),
					"tracking", row.trackingNumber(), "refusal", refusal == null ? null : muhurdar().words.sentence(refusal)));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "pack")
	void pack(@Option(names = "--station", paramLabel = "STATION", descriptionKey = "station") @Nullable String station,
			@Option(names = "--reader", paramLabel = "READER", descriptionKey = "packing.reader") @Nullable String reader)
			throws IOException, InterruptedException {
		Actor by = muhurdar().actor();
		BufferedReader scanner = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
		String from = reader == null ? muhurdar().service(Settings.class).get(Settings.PACKING_READER) : reader;
		List<Shipment> packed = new PackingDialogue(muhurdar(), stations(), muhurdar().bare(Readers.class), station(station),
				from,
				scanner, by).run();
		muhurdar().output().rows(packed.stream().map(DeliveryCommand::row).toList());
	}

	@Command(name = "clear")
	void clear(@Option(names = "--station", paramLabel = "STATION", descriptionKey = "station") @Nullable String station,
			@Option(names = "--reason", paramLabel = "TEXT", required = true, descriptionKey = "why") String reason) {
		Actor by = muhurdar().actor();
		muhurdar().output().rows(List.of(row(stations().clear(station(station), reason, by))));
	}

	@Command(name = "stops")
	void stops() {
		muhurdar().output().rows(stations().stops(muhurdar().actor()).stream().map(this::row).toList());
	}

	private Map<String, @Nullable Object> row(PackingStop stop) {
		return Output.row("station", stop.station(), "at", stop.stopped().at(), "refusal",
				muhurdar().words.happened(stop.refusal()), "because", stop.reason());
	}

	private String station(@Nullable String named) {
		return named == null ? stations().here() : named;
	}

	private PackingStations stations() {
		return muhurdar().service(PackingStations.class);
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
			rows.add(Output.row("number", row.shipment().number(), "state", row.shipment().state(), "tracking",
					row.shipment().trackingNumber(), "order", row.orderNumber(), "name", row.name(), "chip", row.chip().hex()));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "label")
	void label(@Parameters(paramLabel = "NUMBER", arity = "1..*", descriptionKey = "label.numbers") List<String> numbers,
			@Option(names = "--courier", paramLabel = "COURIER", defaultValue = "manual", descriptionKey = "courier") String courier,
			@Option(names = "--tracking", paramLabel = "TRACKING", descriptionKey = "tracking") @Nullable String tracking,
			@Option(names = "--out", paramLabel = "FOLDER", required = true, descriptionKey = "papers.out") Path out) {
		Actor by = muhurdar().actor();
		if (tracking != null && numbers.size() > 1) {
			throw muhurdar().wrong("label.one");
		}
		List<Paper> labels = new ArrayList<>();
		for (String number : numbers) {
			String label = number.matches("[0-9]{1,9}") ? made(Integer.parseInt(number), courier, tracking, by) : number;
			labels.add(muhurdar().service(Papers.class).label(label, muhurdar().texts.getLocale(), by));
		}
		new PaperFolder(out).take(muhurdar().output(), labels.toArray(Paper[]::new));
	}

	/** The label of the card that waits for that envelope. */
	private String made(int envelope, String courier, @Nullable String tracking, Actor by) {
		PackableRow card = deliveries().waiting(0, 10_000, by).rows().stream().filter(row -> row.envelope() == envelope)
				.findFirst().orElseThrow(() -> new Refusal(Why.NOT_FOUND, envelope));
		return deliveries().label(card.card(), courier, tracking, by).number();
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
		muhurdar().output().rows(List.of(row(shipment)));
	}

	private static Map<String, @Nullable Object> row(Shipment shipment) {
		return Output.row("number", shipment.number(), "state", shipment.state(), "tracking", shipment.trackingNumber());
	}

	private Deliveries deliveries() {
		return muhurdar().service(Deliveries.class);
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
