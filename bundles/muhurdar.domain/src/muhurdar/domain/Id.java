package muhurdar.domain;

import java.util.UUID;

/** A typed identifier over a UUID (version 7, RFC 9562, made by the service; see {@link Uuid7}). */
public interface Id {

	UUID value();
}
