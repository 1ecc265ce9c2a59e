package muhurdar.paper;

import muhurdar.domain.ChipSerial;

/** One sheet of A5: the number for two metres, the barcode for the scanner, the name for the hand. */
record Envelope(Canvas canvas, Texts texts) {

	void draw(EnvelopeSheet sheet) {
		String number = Papering.envelope(sheet.envelope());
		canvas.bold(12, 20, 14, texts.get("envelope"));
		canvas.bold(11, 50, 84, number);
		canvas.code128(2, 58, 90, 24, number);
		canvas.line(12, 92, 136, 92);
		float y = field(102, "name", sheet.name(), 20);
		canvas.text(12, y, 9, texts.get("institution"));
		canvas.wrapped(40, y, 12, 96, 2, sheet.institution());
		y = field(y + 16, "order", sheet.order(), 13);
		y = field(y, "batch", sheet.batch(), 13);
		ChipSerial chip = sheet.chip();
		field(y, "chip", chip == null ? texts.get("chip.none") : spaced(chip.shown()), 13);
		canvas.line(12, 180, 136, 180);
		y = canvas.wrapped(12, 186, 9, 124, 2, texts.get("envelope.rule"));
		canvas.wrapped(12, y, 9, 124, 2, texts.get("envelope.no.pin"));
	}

	private float field(float y, String key, String value, float size) {
		canvas.text(12, y, 9, texts.get(key));
		canvas.boldFit(40, y, size, 96, value);
		return y + 8 + size / 4;
	}

	/** By fours, to be compared by eye. */
	private static String spaced(String digits) {
		return digits.replaceAll("(.{4})(?!$)", "$1 ");
	}
}
