package muhurdar.api;

import java.util.List;

import muhurdar.domain.Desk;

/** A desk in a list. @param here whether it is this one; @param running numbers of its batches; @param halfMade cards */
public record DeskRow(Desk desk, boolean here, List<String> running, int halfMade) {

	public DeskRow {
		running = List.copyOf(running);
	}
}
