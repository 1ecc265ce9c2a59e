package muhurdar.paper;

import java.util.Locale;

import muhurdar.domain.Address;

/** One label of A6. */
record Label(Canvas canvas, Texts texts) {

	private static final float LEFT = 6;
	private static final float WIDTH = 93;

	void draw(AddressLabel label) {
		canvas.boldFit(LEFT, 9, 10, 44, label.courier());
		if (!label.sender().isBlank()) {
			canvas.wrapped(LEFT, 14, 7, WIDTH, 2, texts.get("label.from") + ": " + label.sender());
		}
		canvas.box(LEFT, 22, WIDTH, 50);
		canvas.text(LEFT + 3, 27, 7, texts.get("label.to"));
		canvas.boldFit(LEFT + 3, 34, 16, WIDTH - 6, label.name());
		Address address = label.address();
		float y = canvas.wrapped(LEFT + 3, 41, 10, WIDTH - 6, 2, label.institution());
		canvas.wrapped(LEFT + 3, y + 0.5f, 11, WIDTH - 6, 3, address.line());
		canvas.boldFit(LEFT + 3, 69, 15, WIDTH - 6,
				address.postcode() + "  " + address.district() + " / " + address.province().toUpperCase(Locale.of("tr")));
		canvas.banner(LEFT, 75, WIDTH, 9, 14, texts.get("label.hands"));
		canvas.fit(LEFT, 88.5f, 8, WIDTH, texts.get("label.identity"));
		canvas.code128(LEFT - 2, 93, WIDTH + 4, 18, label.trackingNumber());
		canvas.bold(LEFT + 4, 116.5f, 13, label.trackingNumber());
		canvas.qr(LEFT + WIDTH - 22, 117, 22, label.number());
		canvas.text(LEFT + 4, 126, 8, texts.get("label.shipment"));
		canvas.bold(LEFT + 4, 131.5f, 12, label.number());
	}
}
