package muhurdar.api;

import java.util.List;

import muhurdar.domain.Actor;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.Institution;

/** Finds people by any code or name. Thread-safe; may block on the store. */
public interface People {

	/**
	 * By T.C. number, chip serial (16 digits or whole), tracking number, order, shipment or return number, certificate
	 * serial number, or part of a name (folded: i, ı, İ, I and ç/c … are one). At most {@code limit}, in Turkish order.
	 */
	List<Holder> search(String text, int limit, Actor by);

	/** The strip. Reading it is audited. */
	Person person(HolderId id, Actor by);

	List<Institution> institutions(Actor by);
}
