package muhurdar.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
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
		return day(certificate.notAfter());
	}

	private static LocalDate day(Instant at) {
		return LocalDate.ofInstant(at, ZONE);
	}

	/**
	 * The last day on which a certificate may end to be renewable {@code months} before. In the last days of a month
	 * this reaches to the end of the target month: what ends on 31 May may be ordered from 28 February on.
	 */
	public static LocalDate lastEndWithin(LocalDate today, int months) {
		LocalDate last = today.plusMonths(months);
		return today.getDayOfMonth() == today.lengthOfMonth() ? last.withDayOfMonth(last.lengthOfMonth()) : last;
	}

	/** An order not completed in so many months lapses: the moment before which it must have been entered. */
	public static Instant lapsesBefore(Instant now, int months) {
		return now.atZone(ZONE).minusMonths(months).toInstant();
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
		return person(holder).or(() -> inForceAndUnchanged(holder, old, now)).or(() -> lateEnough(old, now, months))
				.or(() -> noNewer(old, certificates)).or(() -> oneOpen(orders));
	}

	/**
	 * Whether a replacement for {@code old} may be ordered: it is suspended or revoked first.
	 *
	 * @param certificates all of the holder's
	 * @param orders all of the holder's that are open
	 */
	public static Optional<Refusal> replacement(Holder holder, Certificate old, List<Certificate> certificates,
			List<Order> orders, Instant now) {
		return person(holder).or(() -> dead(old, now)).or(() -> noNewer(old, certificates)).or(() -> oneOpen(orders));
	}

	/**
	 * Whether an order that was entered may still be approved. A renewal whose old certificate has run out meanwhile, on
	 * time, may: the consent outlives it.
	 *
	 * @param old the certificate that it replaces, null for NEW
	 * @param others the holder's other open orders
	 */
	public static Optional<Refusal> approval(Order order, Holder holder, @Nullable Certificate old,
			List<Certificate> certificates, List<Order> others, Instant now) {
		Optional<Refusal> still = stillWanted(order, holder, old, now);
		return still.or(() -> old == null ? Optional.empty() : noNewer(old, certificates)).or(() -> oneOpen(others));
	}

	/** Whether an order may be cancelled: until a card is keyed for it; after that it takes a recall. */
	public static Optional<Refusal> cancellation(List<Card> cardsOfOrder) {
		for (Card card : cardsOfOrder) {
			switch (card.state()) {
			case KEYED, CERTIFIED, SEALED, CHECKED, IN_SAFE -> {
				return no(Why.WRONG_STATE, card.state(), CardState.RESERVED);
			}
			case IN_STOCK, MISSING, RESERVED, SPOILED, LOST, KILLED, DESTROYED -> {
				// no card that its holder could still get
			}
			}
		}
		return Optional.empty();
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
		if (still.isPresent() || order.kind() != OrderKind.RENEWAL || old == null) {
			return still;
		}
		if (certificates.stream().anyMatch(other -> !Objects.equals(order.id(), other.order()) && newer(other, old))) {
			return no(Why.NEWER_CERTIFICATE);
		}
		LocalDate first = endOf(old).minusDays(leadDays);
		return day(now).isBefore(first) ? no(Why.TOO_EARLY_TO_PRODUCE, first) : Optional.empty();
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
		if (person.isPresent() || old == null) {
			return person;
		}
		return switch (order.kind()) {
		case NEW -> Optional.empty();
		// a renewal whose old certificate has just run out on time is still wanted; one that died early is not
		case RENEWAL -> old.expired(now) && old.state() == CertificateState.ISSUED ? name(holder, old)
				: inForceAndUnchanged(holder, old, now);
		// two certificates in force at a time are nobody's wish; one that has run out meanwhile is dead anyway
		case REPLACEMENT -> old.expired(now) ? Optional.empty() : dead(old, now);
		};
	}

	private static Optional<Refusal> dead(Certificate old, Instant now) {
		return switch (old.state()) {
		case REQUESTED, CA_REFUSED -> no(Why.WRONG_STATE, old.state(), CertificateState.SUSPENDED);
		case ISSUED -> old.expired(now) ? no(Why.CERTIFICATE_EXPIRED, endOf(old)) : no(Why.SUSPEND_FIRST);
		case SUSPENDED -> old.expired(now) ? no(Why.CERTIFICATE_EXPIRED, endOf(old)) : Optional.empty();
		case REVOKED -> Optional.empty();
		};
	}

	private static Optional<Refusal> lateEnough(Certificate old, Instant now, int months) {
		LocalDate first = endOf(old).minusMonths(months);
		return day(now).isBefore(first) ? no(Why.TOO_EARLY_TO_RENEW, endOf(old), first) : Optional.empty();
	}

	private static Optional<Refusal> noNewer(Certificate old, List<Certificate> certificates) {
		return certificates.stream().anyMatch(other -> newer(other, old)) ? no(Why.NEWER_CERTIFICATE) : Optional.empty();
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
