package muhurdar.ui;

import java.util.Locale;

import muhurdar.api.Words;
import muhurdar.domain.BatchState;
import muhurdar.domain.CardState;
import muhurdar.domain.CertificateState;
import muhurdar.domain.OrderStage;
import muhurdar.domain.OrderState;
import muhurdar.domain.ReaderReturnState;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.StatusRequestState;

/** The words for states, kinds and reasons in the language of the window, and the tone of each state. */
public final class Labels {

	private Labels() {
	}

	/** As people call it, beginning with a capital. */
	public static String of(Enum<?> value) {
		return Words.of(Locale.getDefault()).name(value);
	}

	public static Mark mark(OrderState state) {
		return new Mark(switch (state) {
		case DRAFT, SUBMITTED -> Tone.ACT;
		case AWAITING_CONSENT, AWAITING_PAYMENT -> Tone.WAIT;
		case INCOMPLETE -> Tone.LATE;
		case APPROVED -> Tone.DONE;
		case REJECTED, LAPSED, CANCELLED -> Tone.ENDED;
		}, of(state));
	}

	public static Mark mark(OrderStage stage) {
		return new Mark(switch (stage) {
		case ORDERED, APPROVED, PRODUCED -> Tone.ACT;
		case AWAITING_CONSENT, IN_PRODUCTION, PACKED, ON_THE_WAY -> Tone.WAIT;
		case DELIVERED, OPENED -> Tone.DONE;
		case ENDED -> Tone.ENDED;
		}, of(stage));
	}

	public static Mark mark(CardState state) {
		return new Mark(switch (state) {
		case IN_STOCK -> Tone.PLAIN;
		case RESERVED, KEYED, CERTIFIED, SEALED, IN_SAFE -> Tone.WAIT;
		case CHECKED -> Tone.DONE;
		case MISSING, SPOILED, LOST, KILLED -> Tone.LATE;
		case DESTROYED -> Tone.ENDED;
		}, of(state));
	}

	public static Mark mark(CertificateState state) {
		return new Mark(switch (state) {
		case REQUESTED, SUSPENDED -> Tone.WAIT;
		case ISSUED -> Tone.DONE;
		case CA_REFUSED -> Tone.LATE;
		case REVOKED -> Tone.ENDED;
		}, of(state));
	}

	public static Mark mark(ShipmentState state) {
		return new Mark(switch (state) {
		case PACKED -> Tone.ACT;
		case HANDED_OVER, IN_TRANSIT, OUT_FOR_DELIVERY, RECALLED -> Tone.WAIT;
		case ATTEMPT_FAILED, DELIVERED_UNPROVEN, REFUSED, DAMAGED, RETURNED, LOST -> Tone.LATE;
		case DELIVERED -> Tone.DONE;
		case UNPACKED -> Tone.ENDED;
		}, of(state));
	}

	public static Mark mark(ReaderReturnState state) {
		return new Mark(switch (state) {
		case REPORTED, TRIAGED, RECEIVED, INSPECTED -> Tone.ACT;
		case RETURN_REQUESTED, REPAIRED, REPLACED, DECLINED, NO_FAULT_FOUND, SENT_BACK -> Tone.WAIT;
		case SOLVED, CLOSED -> Tone.DONE;
		case NEVER_ARRIVED -> Tone.ENDED;
		}, of(state));
	}

	public static Mark mark(BatchState state) {
		return new Mark(switch (state) {
		case PLANNED -> Tone.ACT;
		case RUNNING, COUNTED -> Tone.WAIT;
		case PAUSED -> Tone.LATE;
		case CLOSED -> Tone.DONE;
		case CANCELLED -> Tone.ENDED;
		}, of(state));
	}

	public static Mark mark(StatusRequestState state) {
		return new Mark(switch (state) {
		case RECEIVED, IDENTIFIED -> Tone.ACT;
		case DECIDED, SENT -> Tone.WAIT;
		case PUBLISHED -> Tone.DONE;
		case DECLINED -> Tone.ENDED;
		}, of(state));
	}
}
