package muhurdar.domain;

import java.time.Instant;
import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;

/**
 * One person, one card. What happens after APPROVED is not stored here: see {@link OrderStage}.
 *
 * @param number shown to people, {@code S-2026-000123}
 * @param replaces the certificate that this one follows, null for NEW
 * @param note why it was rejected, cancelled or found incomplete, or why a card is replaced
 */
public record Order(OrderId id, int version, String number, OrderState state, OrderKind kind, HolderId holder,
		InstitutionId institution, @Nullable CertificateId replaces, KeyType keyType, Payer payer,
		@Nullable Consent consent, Decision ordered, @Nullable Decision approved, @Nullable String note)
		implements Versioned<OrderId> {

	/** A new order, not yet stored: SUBMITTED if consent is on record, else AWAITING_CONSENT. */
	public static Order submit(OrderId id, String number, OrderKind kind, Holder holder,
			@Nullable CertificateId replaces, KeyType keyType, @Nullable Consent consent, Decision ordered) {
		OrderState submitted = OrderState.DRAFT.to(OrderState.SUBMITTED);
		return new Order(id, 0, number, consent != null ? submitted : submitted.to(OrderState.AWAITING_CONSENT), kind,
				holder.id(), holder.institution(), replaces, keyType, Payer.INSTITUTION, consent, ordered, null, null);
	}

	/** The same order with a remark, e.g. why the old card has to be replaced. */
	public Order noted(String remark) {
		return new Order(id, version, number, state, kind, holder, institution, replaces, keyType, payer, consent, ordered,
				approved, remark);
	}

	/** Records the form that was waited for. */
	public Order consented(Consent given) {
		if (state != OrderState.AWAITING_CONSENT && state != OrderState.INCOMPLETE) {
			throw new Refusal(Why.WRONG_STATE, state, OrderState.AWAITING_CONSENT);
		}
		return new Order(id, version, number, OrderState.AWAITING_CONSENT, kind, holder, institution, replaces, keyType,
				payer, given, ordered, approved, note);
	}

	/** Approves; by another person than the one who ordered, not the holder, and only with consent. */
	public Order approve(User by, Instant at) {
		OrderState to = state.to(OrderState.APPROVED);
		if (by.id().equals(ordered.by())) {
			throw new Refusal(Why.OWN_ORDER_APPROVED);
		}
		if (Objects.equals(holder, by.holder())) {
			throw new Refusal(Why.OWN_CARD);
		}
		if (consent == null) {
			throw new Refusal(Why.CONSENT_MISSING);
		}
		return new Order(id, version, number, to, kind, holder, institution, replaces, keyType, payer, consent, ordered,
				new Decision(by.id(), at), note);
	}

	/** Ends the order: REJECTED, LAPSED, CANCELLED; or INCOMPLETE, with what is missing. */
	public Order end(OrderState how, String because) {
		return new Order(id, version, number, state.to(how), kind, holder, institution, replaces, keyType, payer,
				consent, ordered, approved, because);
	}

	/** Not rejected, lapsed or cancelled. */
	public boolean alive() {
		return switch (state) {
		case REJECTED, LAPSED, CANCELLED -> false;
		case DRAFT, SUBMITTED, AWAITING_CONSENT, INCOMPLETE, AWAITING_PAYMENT, APPROVED -> true;
		};
	}
}
