package muhurdar.paper;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Draws papers as PDF. Thread-safe. */
public final class Papering {

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT)
			.withZone(ZoneId.of("Europe/Istanbul"));

	private Papering() {
	}

	/** An envelope's number as people see it and as its barcode says it: at least four digits. */
	public static String envelope(int number) {
		return "%04d".formatted(number);
	}

	/** One page of A5 per sheet. */
	public static byte[] envelopes(List<EnvelopeSheet> sheets, Stamp stamp) {
		Texts texts = Texts.in(stamp.language());
		try (Canvas canvas = new Canvas(148, 210, texts.get("envelope"), stamp.at())) {
			for (EnvelopeSheet sheet : sheets) {
				canvas.page();
				new Envelope(canvas, texts).draw(sheet);
				foot(canvas, 148, 210, texts, stamp.copy(sheet.copy()), "");
			}
			return canvas.pdf();
		}
	}

	/** One page of A6. */
	public static byte[] label(AddressLabel label, Stamp stamp) {
		Texts texts = Texts.in(stamp.language());
		try (Canvas canvas = new Canvas(105, 148, label.number(), stamp.at())) {
			canvas.page();
			new Label(canvas, texts).draw(label);
			foot(canvas, 105, 148, texts, stamp, "");
			return canvas.pdf();
		}
	}

	/** A4, as many pages as it takes. */
	public static byte[] packingList(PackingList list, Stamp stamp) {
		Texts texts = Texts.in(stamp.language());
		long good = list.rows().stream().filter(PackingList.Row::good).count();
		String title = texts.get("packing.title") + " " + list.batch();
		Listing<PackingList.Row> listing = new Listing<>(title,
				list.keyType() + " · " + texts.get("packing.summary", list.rows().size(), good), list.batch(), 7.2f, List.of(
						Listing.Column.drawn("", 8, (canvas, row, x, y) -> {
							if (row.good()) {
								canvas.box(x, y - 3.4f, 3.6f, 3.6f);
							} else {
								canvas.text(x + 1, y, 9, "–");
							}
						}), Listing.Column.bold(texts.get("packing.envelope"), 14, row -> envelope(row.envelope())),
						Listing.Column.text(texts.get("name"), 46, PackingList.Row::name),
						Listing.Column.text(texts.get("institution"), 38, PackingList.Row::institution),
						Listing.Column.text(texts.get("order"), 26, PackingList.Row::order),
						Listing.Column.text(texts.get("chip"), 34, PackingList.Row::chip),
						Listing.Column.text(texts.get("packing.state"), 20, PackingList.Row::state)),
				List.of(texts.get("packing.packer"), texts.get("packing.checker")));
		return listing.draw(list.rows(), texts, stamp);
	}

	/** A4, as many pages as it takes; every tracking number as Code 128 too. */
	public static byte[] manifest(Manifest manifest, Stamp stamp) {
		Texts texts = Texts.in(stamp.language());
		Listing<Manifest.Row> listing = new Listing<>(texts.get("manifest.title"),
				manifest.courier() + " · " + texts.get("manifest.summary", manifest.rows().size()), "", 13, List.of(
						Listing.Column.drawn("", 8, (canvas, row, x, y) -> canvas.box(x, y - 3.4f, 3.6f, 3.6f)),
						Listing.Column.drawn(texts.get("manifest.tracking"), 62, (canvas, row, x, y) -> {
							canvas.code128(x - 3, y - 3.6f, 60, 6.8f, row.trackingNumber());
							canvas.text(x, y + 6.2f, 8, row.trackingNumber());
						}), Listing.Column.text(texts.get("manifest.shipment"), 30, Manifest.Row::number),
						Listing.Column.text(texts.get("manifest.to"), 46, Manifest.Row::name),
						Listing.Column.text(texts.get("manifest.place"), 40, Manifest.Row::place)),
				List.of(texts.get("manifest.giver"), texts.get("manifest.taker")));
		return listing.draw(manifest.rows(), texts, stamp);
	}

	/** Tables one below the other, A4, as many pages as it takes. */
	public static byte[] tables(String title, String summary, List<Table> tables, Stamp stamp) {
		Texts texts = Texts.in(stamp.language());
		Listing<TableLine> listing = new Listing<>(title, summary, "", 6, TableLine.columns(), List.of());
		return listing.draw(TableLine.of(tables, stamp.language()), texts, stamp);
	}

	/** Who, when, which copy; a reprint says so above it. */
	static void foot(Canvas canvas, float width, float height, Texts texts, Stamp stamp, String page) {
		float margin = width < 120 ? 6 : 12;
		canvas.text(margin, height - 6, 7, texts.get("printed", stamp.by(), MINUTE.format(stamp.at()), stamp.copy()));
		canvas.right(width - margin, height - 6, 7, page);
		if (stamp.copy() > 1) {
			canvas.banner(width - margin - 46, 4, 46, 5.5f, 8, texts.get("reprint", stamp.copy()));
		}
	}
}
