package muhurdar.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Why a certificate is revoked for good (CRLReason, RFC 5280 §5.3.1). certificateHold is a state of ours, not a reason here.
 * The reason also says what becomes of the card and of orders.
 */
public enum RevocationReason {
	UNSPECIFIED(0, CardAfter.HAND_IN, OrderAfter.OFFER), KEY_COMPROMISE(1, CardAfter.DESTROY, OrderAfter.OFFER),
	AFFILIATION_CHANGED(3, CardAfter.HAND_IN, OrderAfter.OFFER), SUPERSEDED(4, CardAfter.HAND_IN, OrderAfter.KEEP),
	CESSATION_OF_OPERATION(5, CardAfter.HAND_IN, OrderAfter.CANCEL),
	PRIVILEGE_WITHDRAWN(9, CardAfter.HAND_IN, OrderAfter.CANCEL);

	/** What has to be done with the card. DESTROY: wherever it turns up; its key may be in other hands. */
	public enum CardAfter {
		HAND_IN, DESTROY
	}

	/** OFFER: a new card is proposed. KEEP: another one is under way. CANCEL: open orders that nobody produces yet end. */
	public enum OrderAfter {
		OFFER, KEEP, CANCEL
	}

	private static final Set<RevocationReason> HOLDERS = EnumSet.of(UNSPECIFIED, KEY_COMPROMISE, AFFILIATION_CHANGED,
			SUPERSEDED, CESSATION_OF_OPERATION);
	private static final Set<RevocationReason> INSTITUTIONS = EnumSet.of(KEY_COMPROMISE, AFFILIATION_CHANGED, SUPERSEDED,
			CESSATION_OF_OPERATION);

	private final int code;
	private final CardAfter card;
	private final OrderAfter order;

	RevocationReason(int code, CardAfter card, OrderAfter order) {
		this.code = code;
		this.card = card;
		this.order = order;
	}

	/** The CRLReason number. */
	public int code() {
		return code;
	}

	public CardAfter card() {
		return card;
	}

	public OrderAfter order() {
		return order;
	}

	/** Those that this requester can give: only the CA withdraws a privilege, and an institution has to say why. */
	public static List<RevocationReason> of(Requester requester) {
		return switch (requester) {
		case HOLDER -> List.copyOf(HOLDERS);
		case INSTITUTION -> List.copyOf(INSTITUTIONS);
		case AUTHORITY, SYSTEM -> List.of(values());
		};
	}
}
