package muhurdar.api;

/** The demo: synthetic people, a TEST CA, simulated cards. Thread-safe. */
public interface Demo {

	/**
	 * Fills an empty store with the demo's people and a box of blank cards; does nothing on any other store. Called
	 * once when the workstation starts, before anybody is asked who they are. Takes a few seconds on the first start;
	 * killed in between, it begins again. Dates are relative to this moment. Refuses STORE_LOST if the store is empty
	 * although a demo had been finished in this data folder.
	 *
	 * @return whether this store is a demo
	 */
	boolean prepare();
}
