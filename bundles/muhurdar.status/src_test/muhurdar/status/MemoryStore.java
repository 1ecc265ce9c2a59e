package muhurdar.status;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import muhurdar.api.spi.Repository;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Id;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Sighting;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;
import muhurdar.domain.User;
import muhurdar.domain.Versioned;
import muhurdar.domain.Why;

/** As much of a store as certificates and requests about them need: rights and versions count, nothing is rolled back. */
final class MemoryStore implements Store {

	final Table<CertificateId, Certificate> certificates = new Table<>();
	final Table<StatusRequestId, StatusRequest> requests = new Table<>();
	final List<Sighting> sightings = new ArrayList<>();
	private final Map<Object, User> users = new LinkedHashMap<>();
	private Instant now = Made.NOW;
	private int numbers;

	MemoryStore(User... people) {
		for (User user : people) {
			users.put(user.id(), user);
		}
	}

	@Override
	public <T> T write(Actor by, Right right, Object subject, Function<Tx, T> work) {
		User me = users.get(by.user());
		if (!me.has(right)) {
			throw new Refusal(Why.NOT_ALLOWED, right);
		}
		now = now.plusMillis(1);
		return work.apply((Tx) Proxy.newProxyInstance(Tx.class.getClassLoader(), new Class<?>[] { Tx.class },
				(tx, method, arguments) -> answer(me, method, arguments)));
	}

	private Object answer(User me, Method method, Object[] arguments) {
		return switch (method.getName()) {
		case "me" -> me;
		case "now" -> now;
		case "today" -> LocalDate.ofInstant(now, OrderRules.ZONE);
		case "nextNumber" -> "D-2026-%06d".formatted(++numbers);
		case "certificates" -> certificates;
		case "statusRequests" -> requests;
		case "holders" -> new Table<>(Made.HOLDER);
		case "statusRequestByNumber" -> requests.all().stream().filter(each -> each.number().equals(arguments[0])).findFirst();
		case "statusRequestsIn" -> requests.all().stream().filter(each -> each.state() == arguments[0]).toList();
		case "statusRequestsOf" -> requests.all().stream().filter(each -> each.certificate().equals(arguments[0]))
				.sorted(Comparator.comparing(StatusRequest::number).reversed()).toList();
		case "saw" -> sightings.add((Sighting) arguments[0]);
		case "statusRequestsPartOf" -> requests.all().stream().filter(each -> arguments[0].equals(each.partOf())).toList();
		case "certificatesReplaced", "statusListsIn" -> List.of();
		default -> throw new UnsupportedOperationException(method.getName());
		};
	}

	@Override
	public <T> T read(Actor by, Right right, Function<Tx, T> work) {
		return write(by, right, "", work);
	}

	@Override
	public <T> T readAudited(Actor by, Right right, Object subject, Function<Tx, T> work) {
		return write(by, right, subject, work);
	}

	@Override
	public long changeNumber() {
		return 0;
	}

	@Override
	public void clear(Actor by) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean demo() {
		return false;
	}

	/** Records of one kind; versions are taken as they come. */
	static final class Table<I extends Id, R extends Versioned<I>> implements Repository<I, R> {

		private final Map<I, R> rows = new LinkedHashMap<>();

		@SafeVarargs
		Table(R... records) {
			for (R each : records) {
				put(each);
			}
		}

		@Override
		public R get(I id) {
			return find(id).orElseThrow(() -> new Refusal(Why.NOT_FOUND, id));
		}

		@Override
		public R get(I id, int version) {
			return get(id);
		}

		@Override
		public Optional<R> find(I id) {
			return Optional.ofNullable(rows.get(id));
		}

		@Override
		public R put(R changed) {
			rows.put(changed.id(), changed);
			return changed;
		}

		@Override
		public List<R> all() {
			return new ArrayList<>(rows.values());
		}
	}
}
