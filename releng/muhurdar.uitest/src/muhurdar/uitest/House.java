package muhurdar.uitest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

import muhurdar.api.Access;
import muhurdar.api.BatchPlan;
import muhurdar.api.Bench;
import muhurdar.api.Cards;
import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.CertificateStatus;
import muhurdar.api.Demo;
import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringRow;
import muhurdar.api.Orders;
import muhurdar.api.People;
import muhurdar.api.ReaderReturns;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.CertificateState;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.Institution;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;

/** What the other people of the house have done before somebody sits down at the window: through the services. */
final class House {

	private static final Set<String> USED = new HashSet<>();

	private House() {
	}

	/** A person and the order that was made. */
	record Ordered(String name, OrderId order) {
	}

	static <T> T service(Class<T> type) {
		BundleContext context = FrameworkUtil.getBundle(House.class).getBundleContext();
		ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
		tracker.open();
		try {
			return type.cast(Optional.ofNullable(tracker.waitForService(10_000)).orElseThrow());
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		} finally {
			tracker.close();
		}
	}

	static Actor as(String login) {
		service(Demo.class).prepare();
		return service(Access.class).signIn(login);
	}

	/** Renewals that may be produced now, ordered by an officer and approved by an operator. */
	static List<Ordered> approved(int count) {
		List<Ordered> approved = new ArrayList<>();
		approve(as("mehmet.kaya"), count, approved);
		approve(as("zeynep.arslan"), count, approved);
		if (approved.size() < count) {
			throw new AssertionError("not enough people whose certificates end soon");
		}
		return approved;
	}

	private static void approve(Actor officer, int count, List<Ordered> approved) {
		Orders orders = service(Orders.class);
		Actor operator = as("can.ozturk");
		for (ExpiringRow row : orders.expiring(new ExpiringQuery(1, null, ExpiringQuery.Standing.ORDERABLE), 0, 200, officer)
				.rows()) {
			if (approved.size() < count && row.consent() && USED.add(row.name())) {
				Order order = Objects
						.requireNonNull(orders.renew(List.of(row.certificate()), KeyType.RSA_2048, officer).getFirst().value());
				orders.approve(order.id(), order.version(), operator);
				approved.add(new Ordered(row.name(), order.id()));
			}
		}
	}

	/** Cards made and checked, by the production desk. @return whose */
	static List<String> madeCards(int count) throws InterruptedException {
		List<Ordered> ordered = approved(count);
		made(planned(ordered));
		return ordered.stream().map(Ordered::name).toList();
	}

	/** A batch of exactly these orders. */
	static Batch planned(List<Ordered> ordered) {
		return service(Cards.class).plan(new BatchPlan(KeyType.RSA_2048, null,
				ordered.stream().map(Ordered::order).toList(), ordered.size()), as("derya.aydin"));
	}

	/** Runs it to its end. */
	static void made(Batch batch) throws InterruptedException {
		Actor producer = as("derya.aydin");
		Bench bench = service(Bench.class);
		bench.start(batch.id(), producer);
		if (!bench.awaitEnd(Duration.ofMinutes(2))) {
			throw new AssertionError("the batch did not end: " + bench.run());
		}
	}

	/** Certificates in use that do not end soon, of living people whom no other test takes. */
	static List<CertificateRow> usableCertificates(int count) {
		List<CertificateRow> all = service(CertificateStatus.class)
				.search(new CertificateQuery(CertificateState.ISSUED, null, null), 0, 500, as("elif.yildiz")).rows();
		Instant later = Instant.now().plus(Duration.ofDays(35));
		List<String> names = all.stream().map(CertificateRow::name).toList();
		List<CertificateRow> found = all.stream().filter(row -> row.certificate().notAfter().isAfter(later))
				.filter(row -> Collections.frequency(names, row.name()) == 1 && active(row) && USED.add(row.name()))
				.limit(count).toList();
		if (found.size() < count) {
			throw new AssertionError("not enough certificates: " + found.size() + " of " + all.size());
		}
		return found;
	}

	private static boolean active(CertificateRow row) {
		return service(People.class).search(String.valueOf(row.certificate().serialNumber()), 1, as("elif.yildiz")).stream()
				.allMatch(holder -> holder.condition() == HolderCondition.ACTIVE);
	}

	/** An institution's own reader, reported by the reader desk. */
	static void reportReader(String model, String serialNumber, String fault) {
		Actor desk = as("okan.polat");
		Institution institution = service(People.class).institutions(desk).getFirst();
		service(ReaderReturns.class).report(institution.id(), null, model, serialNumber, fault, desk);
	}
}
