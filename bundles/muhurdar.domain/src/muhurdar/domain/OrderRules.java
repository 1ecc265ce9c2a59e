package muhurdar.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

/**
 * The rules of DOMAIN for orders, as plain questions about records: asked when an order is entered, approved, produced
 * and packed. Each answers with the reason why not, or nothing.
 */
public final class OrderRules {

	/** Dates and "3 months" count here. */
	public static final ZoneId ZONE = ZoneId.of("Europe/Istanbul");

	private OrderRules() {
	}

	/** The day on which a certificate ends, in Türkiye. */
	public static LocalDate endOf(Certificate certificate) {
		return LocalDate.ofInstant(certificate.notAfter(), ZONE);
	}

	/**
	 * Whether a renewal of {@code old} may be ordered.
	 *
	 * @param certificates all of the holder's
	 * @param orders all of the holder's that are open: not ended and its card not delivered
	 * @param months before the end from which it may be ordered
	 */
	public static Optional<Refusal> renewal(Holder holder, Certificate old, List<Certificate> certificates,
			List<Order> orders, Instant now, int months) {
		Optional<Refusal> person = person(holder);
		if (person.isPresent()) {
			return person;
		}
		Optional<Refusal> content = inForceAndUnchanged(holder, old, now);
		if (content.isPresent()) {
			return content;
		}
		LocalDate first = endOf(old).minusMonths(months);
		if (LocalDate.ofInstant(now, ZONE).isBefore(first)) {
			return no(Why.TOO_EARLY_TO_RENEW, endOf(old), first);
		}
		if (certificates.stream().anyMatch(other -> newer(other, old))) {
			return no(Why.NEWER_CERTIFICATE);
		}
		return oneOpen(orders);
	}

	/** Whether a replacement for {@code old} may be ordered: it is suspended or revoked first. */
	public static Optional<Refusal> replacement(Holder holder, Certificate old, List<Order> orders) {
		Optional<Refusal> person = person(holder);
		if (person.isPresent()) {
			return person;
		}
		if (old.state() != CertificateState.SUSPENDED && old.state() != CertificateState.REVOKED) {
			return no(Why.SUSPEND_FIRST);
		}
		return oneOpen(orders);
	}

	/**
	 * Whether an approved order may be produced now.
	 *
	 * @param old the certificate that it replaces, null for NEW
	 * @param leadDays before the end from which a renewal may be produced
	 */
	public static Optional<Refusal> production(Order order, Holder holder, @Nullable Certificate old,
			List<Certificate> certificates, Instant now, int leadDays) {
		if (order.state() != OrderState.APPROVED) {
			return no(Why.WRONG_STATE, order.state(), OrderState.APPROVED);
		}
		Optional<Refusal> still = stillWanted(order, holder, old, now);
		if (still.isPresent()) {
			return still;
		}
		if (order.kind() == OrderKind.RENEWAL && old != null) {
			if (certificates.stream().anyMatch(other -> !order.id().equals(other.order()) && newer(other, old))) {
				return no(Why.NEWER_CERTIFICATE);
			}
			LocalDate first = endOf(old).minusDays(leadDays);
			if (LocalDate.ofInstant(now, ZONE).isBefore(first)) {
				return no(Why.TOO_EARLY_TO_PRODUCE, first);
			}
		}
		return Optional.empty();
	}

	/** Whether the finished card of an order may be packed: the order still stands and the person can still get it. */
	public static Optional<Refusal> packing(Order order, Holder holder, @Nullable Certificate old, Instant now) {
		if (order.state() != OrderState.APPROVED) {
			return no(Why.WRONG_STATE, order.state(), OrderState.APPROVED);
		}
		return stillWanted(order, holder, old, now);
	}

	private static Optional<Refusal> stillWanted(Order order, Holder holder, @Nullable Certificate old, Instant now) {
		Optional<Refusal> person = person(holder);
		if (person.isPresent()) {
			return person;
		}
		if (order.kind() == OrderKind.RENEWAL && old != null) {
			// a renewal whose old certificate has just run out on time is still wanted; one that died early is not
			return old.expired(now) && old.state() == CertificateState.ISSUED ? name(holder, old)
					: inForceAndUnchanged(holder, old, now);
		}
		return Optional.empty();
	}

	private static Optional<Refusal> inForceAndUnchanged(Holder holder, Certificate old, Instant now) {
		return switch (old.state()) {
		case REVOKED -> no(Why.CERTIFICATE_REVOKED);
		case SUSPENDED -> no(Why.CERTIFICATE_SUSPENDED);
		case REQUESTED, CA_REFUSED -> no(Why.WRONG_STATE, old.state(), CertificateState.ISSUED);
		case ISSUED -> old.expired(now) ? no(Why.CERTIFICATE_EXPIRED, endOf(old)) : name(holder, old);
		};
	}

	private static Optional<Refusal> name(Holder holder, Certificate old) {
		return holder.givenName().equals(old.givenName()) && holder.surname().equals(old.surname()) ? Optional.empty()
				: no(Why.NAME_CHANGED);
	}

	private static Optional<Refusal> person(Holder holder) {
		return switch (holder.condition()) {
		case ACTIVE -> Optional.empty();
		case LEFT_INSTITUTION -> no(Why.HOLDER_LEFT);
		case DECEASED -> no(Why.HOLDER_DECEASED);
		};
	}

	private static boolean newer(Certificate other, Certificate old) {
		return !other.id().equals(old.id()) && other.notAfter().isAfter(old.notAfter())
				&& (other.state() == CertificateState.ISSUED || other.state() == CertificateState.SUSPENDED);
	}

	private static Optional<Refusal> oneOpen(List<Order> orders) {
		return orders.stream().filter(Order::alive).findFirst().flatMap(open -> no(Why.OPEN_ORDER, open.number()));
	}

	private static Optional<Refusal> no(Why why, Object... arguments) {
		return Optional.of(new Refusal(why, arguments));
	}
}
