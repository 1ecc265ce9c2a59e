package muhurdar.ui.certificates;

import java.util.List;

import muhurdar.domain.RequestChannel;
import muhurdar.domain.Requester;
import muhurdar.ui.Labels;

/** Who asks, and how that came in, as an RA operator chooses it. */
record Origin(Requester requester, RequestChannel channel) {

	static final Origin OUR_FINDING = new Origin(Requester.AUTHORITY, RequestChannel.FINDING);

	static final List<Origin> ONE = List.of(new Origin(Requester.HOLDER, RequestChannel.DESK),
			new Origin(Requester.HOLDER, RequestChannel.PHONE), new Origin(Requester.HOLDER, RequestChannel.LETTER),
			new Origin(Requester.INSTITUTION, RequestChannel.LETTER), new Origin(Requester.INSTITUTION, RequestChannel.PHONE),
			OUR_FINDING);

	/** Nobody asks for many by telephone. */
	static final List<Origin> MANY = ONE.stream().filter(each -> each.channel() != RequestChannel.PHONE).toList();

	String shown() {
		return Labels.of(requester) + " · " + Labels.of(channel);
	}
}
