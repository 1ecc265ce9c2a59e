package muhurdar.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;

/**
 * What the line does, read off the production journal: the figures are of all desks and survive a restart. Whoever may
 * see the production may see them. Thread-safe; may block on the store.
 */
public interface Throughput {

	/** @param slot how long a point of the curve is; at most a thousand of them */
	LineReport report(Instant from, Instant until, Duration slot, Actor by);

	/** A day in Istanbul, hour by hour. */
	LineReport day(LocalDate day, Actor by);

	/** The same on A4. It names no holder. */
	Bytes dayPdf(LocalDate day, Locale language, Actor by);

	/** The same as a workbook, one sheet per table (ISO/IEC 29500). No cell is a formula. */
	Bytes dayXlsx(LocalDate day, Locale language, Actor by);
}
