package muhurdar.api;

import muhurdar.domain.Actor;
import muhurdar.domain.ChipSerial;

/** Unblocks cards in the readers of this desk (Kilit Çözme); local by nature. Thread-safe; blocks until it is done. */
public interface Unblockings {

	/**
	 * Gives the card in the reader a new PIN.
	 *
	 * @param reader its name
	 * @param serial whole, or the digits that people see of it
	 * @return the caller closes it
	 * @throws muhurdar.domain.Refusal READER_UNKNOWN, READER_BUSY, READER_FAILED, ATR_UNKNOWN, ANOTHER_CARD,
	 *         UNBLOCKING_FAILED and whatever {@link CardOffice#unblock} refuses
	 */
	NewPin unblock(String reader, ChipSerial serial, String reason, Actor by);
}
