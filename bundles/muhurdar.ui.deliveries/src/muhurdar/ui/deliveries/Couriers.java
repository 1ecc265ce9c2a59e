package muhurdar.ui.deliveries;

/** What people call a courier. */
final class Couriers {

	private Couriers() {
	}

	/** A plug-in that we have no word for is called by its id. */
	static String name(String id) {
		return "manual".equals(id) ? Messages.Courier_Manual : id;
	}
}
