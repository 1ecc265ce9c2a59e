package muhurdar.api;

import muhurdar.api.spi.ReaderName;

/**
 * How a reader has done at this desk since the start.
 *
 * @param cards how many times a card came that was not the one before, as far as the cards were asked who they are
 * @param commands how many command APDUs the bench has sent
 * @param faults how many of them, and of the connections, ended in a {@link muhurdar.api.spi.ReaderFault}; a reader
 *        without a card, or held by somebody else, is none
 * @param p50Micros time from command to answer, median of the last 1000, in microseconds; 0 before the first
 * @param p95Micros their 95th percentile
 */
public record ReaderHealth(ReaderName reader, int cards, long commands, long faults, long p50Micros, long p95Micros) {

	/** Faults in percent of the commands. */
	public double errorRate() {
		return faults == 0 ? 0 : 100.0 * faults / Math.max(faults, commands);
	}
}
