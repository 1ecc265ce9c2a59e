package muhurdar.status;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.StatusListRow;
import muhurdar.api.StatusLists;
import muhurdar.api.Topics;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Decision;
import muhurdar.domain.Holder;
import muhurdar.domain.Refusal;
import muhurdar.domain.RequestChannel;
import muhurdar.domain.Right;
import muhurdar.domain.StatusChange;
import muhurdar.domain.StatusList;
import muhurdar.domain.StatusListId;
import muhurdar.domain.StatusListItem;
import muhurdar.domain.StatusListState;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;
import muhurdar.domain.Wish;

/**
 * Lists of certificates with one wish. Every certificate has a transaction of its own, in which its item says what became
 * of it, so whoever goes on begins with the first that has nothing. The CA is asked after each; what it has not got goes
 * there with the other decided requests.
 */
final class Lists {

	private static final Logger LOG = LoggerFactory.getLogger(Lists.class);
	private final Store store;
	private final OwnWork work;
	private final Bell bell;
	private final Authorities authorities;
	private final Sender sender;
	private final Lookout lookout;

	Lists(Store store, Bell bell, Authorities authorities, Sender sender, Lookout lookout) {
		this.store = store;
		work = new OwnWork(store);
		this.bell = bell;
		this.authorities = authorities;
		this.sender = sender;
		this.lookout = lookout;
	}

	StatusList ask(List<CertificateId> certificates, Wish wish, Actor by) {
		List<CertificateId> once = List.copyOf(new LinkedHashSet<>(certificates));
		StatusList list = store.write(by, Asking.right(wish.change(), false), "list", tx -> {
			if (!tx.me().seesAll()) {
				throw new Refusal(Why.NOT_YOURS);
			}
			if (wish.channel() == RequestChannel.PHONE) {
				throw new Refusal(Why.LIST_BY_PHONE);
			}
			if (once.isEmpty() || once.size() > StatusLists.MOST) {
				throw new Refusal(Why.FIELD_INVALID, "certificates", once.size());
			}
			StatusList made = tx.statusLists().put(StatusList.asked(new StatusListId(Uuid7.next(tx.now())),
					tx.nextNumber(Tx.Series.T), wish, new Decision(tx.me().id(), tx.now())));
			for (int i = 0; i < once.size(); i++) {
				tx.add(new StatusListItem(made.id(), i + 1, once.get(i), null, null));
			}
			tx.remark(made.number());
			return made;
		});
		return goOn(list);
	}

	StatusList confirm(String number, Actor by) {
		StatusList list = store.write(by, second(number, by), number, tx -> {
			StatusList waiting = found(tx, number);
			if (waiting.received().by().equals(tx.me().id())) {
				throw new Refusal(Why.SECOND_PERSON_NEEDED);
			}
			return tx.statusLists().put(waiting.decide(new Decision(tx.me().id(), tx.now())));
		});
		return goOn(list);
	}

	private Right second(String number, Actor by) {
		return second(store.read(by, Right.SEE_CERTIFICATES, tx -> found(tx, number).wish().change()));
	}

	private static Right second(StatusChange change) {
		return change == StatusChange.RESUME ? Right.CONFIRM_RESUME : Right.CONFIRM_REVOCATION;
	}

	StatusList withdraw(String number, Actor by) {
		StatusList before = store.read(by, Right.SEE_CERTIFICATES, tx -> found(tx, number));
		boolean mine = before.received().by().equals(by.user());
		Right right = mine ? Asking.right(before.wish().change(), false) : second(number, by);
		StatusList list = store.write(by, right, number,
				tx -> tx.statusLists().put(found(tx, number).withdraw(new Decision(tx.me().id(), tx.now()))));
		return goOn(list);
	}

	List<StatusList> all(Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES, tx -> tx.me().seesAll() ? tx.statusLists().all() : List.of());
	}

	List<StatusListRow> rows(String number, Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES, tx -> {
			if (!tx.me().seesAll()) {
				throw new Refusal(Why.NOT_YOURS);
			}
			return tx.statusListItems(found(tx, number).id()).stream().map(item -> row(tx, item)).toList();
		});
	}

	private static StatusListRow row(Tx tx, StatusListItem item) {
		Certificate certificate = tx.certificates().get(item.certificate());
		Holder holder = tx.holders().get(certificate.holder());
		var id = item.request();
		StatusRequest request = id == null ? null : tx.statusRequests().get(id);
		return new StatusListRow(item, certificate.serialNumber(), holder.fullName(),
				tx.institutions().get(holder.institution()).name(), request == null ? null : request.number(),
				request == null ? null : request.state());
	}

	private static StatusList found(Tx tx, String number) {
		return tx.statusListByNumber(number.strip()).orElseThrow(() -> new Refusal(Why.NOT_FOUND, number));
	}

	/** What an earlier process, or a fault, has left in the middle. */
	void goOn() {
		List<StatusList> begun = store.read(Actor.SYSTEM, Right.SEE_CERTIFICATES,
				tx -> List.of(StatusListState.ASKING, StatusListState.DECIDED, StatusListState.WITHDRAWN).stream()
						.flatMap(state -> tx.statusListsIn(state).stream()).filter(list -> left(tx, list)).toList());
		for (StatusList list : begun) {
			try {
				goOn(list);
			} catch (Refusal no) {
				LOG.warn("{} waits: {}", list.number(), no.why());
			}
		}
	}

	private static boolean left(Tx tx, StatusList list) {
		return list.state() != StatusListState.WITHDRAWN
				|| tx.statusListItems(list.id()).stream().anyMatch(item -> undecided(tx, item));
	}

	private static boolean undecided(Tx tx, StatusListItem item) {
		var request = item.request();
		return item.refusal() == null && request != null && tx.statusRequests().get(request).undecided();
	}

	private synchronized StatusList goOn(StatusList begun) {
		StatusList list = store.read(Actor.SYSTEM, Right.SEE_CERTIFICATES, tx -> tx.statusLists().get(begun.id()));
		switch (list.state()) {
		case ASKING -> each(list, list.received(), StatusListItem::fresh, (tx, item) -> ask(tx, list, item));
		case DECIDED -> each(list, Objects.requireNonNull(list.decided()), item -> item.refusal() == null, Lists::decide);
		case WITHDRAWN -> each(list, Objects.requireNonNull(list.decided()), item -> item.refusal() == null, Lists::undo);
		case WAITING, DONE -> {
			return list;
		}
		}
		lookout.look(null);
		StatusList ended = list.state() == StatusListState.WITHDRAWN ? list : ended(list);
		bell.ring(Topics.CERTIFICATE, ended.number());
		return ended;
	}

	/** If nothing is left; else another desk, or the next look, goes on. */
	private StatusList ended(StatusList list) {
		return work.write(list.number(), tx -> {
			StatusList now = tx.statusLists().get(list.id());
			List<StatusListItem> items = tx.statusListItems(list.id());
			boolean asking = now.state() == StatusListState.ASKING;
			if (now.state() != list.state()
					|| items.stream().anyMatch(item -> asking ? item.fresh() : undecided(tx, item))) {
				return now;
			}
			boolean waits = asking && now.wish().change() != StatusChange.SUSPEND
					&& items.stream().anyMatch(item -> item.request() != null);
			return tx.statusLists().put(waits ? now.waiting() : now.done());
		});
	}

	/** In the name of whoever decided it: what they may not do is refused for that certificate. */
	private void each(StatusList list, Decision inName, Predicate<StatusListItem> left,
			BiFunction<Tx, StatusListItem, StatusListItem> work) {
		Actor by = new Actor(inName.by(), new UUID(0, 0));
		boolean askers = list.state() == StatusListState.ASKING || inName.by().equals(list.received().by());
		Right right = askers ? Asking.right(list.wish().change(), false) : second(list.wish().change());
		List<StatusListItem> items = store.read(Actor.SYSTEM, Right.SEE_CERTIFICATES, tx -> tx.statusListItems(list.id()));
		for (StatusListItem item : items) {
			if (left.test(item)) {
				one(list, item, by, right, work);
			}
		}
	}

	private void one(StatusList list, StatusListItem item, Actor by, Right right,
			BiFunction<Tx, StatusListItem, StatusListItem> work) {
		try {
			boolean foreign = list.state() == StatusListState.ASKING && authorities
					.origin(store.read(Actor.SYSTEM, Right.SEE_CERTIFICATES,
							tx -> tx.certificates().get(item.certificate()))) == Authorities.Origin.FOREIGN;
			store.write(by, right, item.certificate(), tx -> {
				tx.remark(list.number());
				tx.put(foreign ? item.refused(Why.CERTIFICATE_FOREIGN) : work.apply(tx, item));
				return item;
			});
		} catch (Refusal no) {
			LOG.info("{} {}: {}", list.number(), item.position(), no.why());
			if (no.why() == Why.STORE_UNREACHABLE) {
				throw no;
			}
			if (no.why() != Why.CHANGED_MEANWHILE) { // then another desk does it, or it is tried again
				refused(item, no.why());
			}
			return;
		}
		send(item);
	}

	/** Unless another desk has asked for it just now, which is why it was refused here. */
	private void refused(StatusListItem item, Why why) {
		try {
			work.write(item.certificate().toString(), tx -> {
				tx.put(item.refused(why));
				return item;
			});
		} catch (Refusal no) {
			if (no.why() != Why.CHANGED_MEANWHILE) {
				throw no;
			}
			LOG.info("{} {} was asked for at another desk", item.list(), item.position());
		}
	}

	private void send(StatusListItem item) {
		try {
			sender.send(item.certificate());
		} catch (CaFault e) {
			LOG.warn("decided requests wait for the CA", e);
		}
	}

	private static StatusListItem ask(Tx tx, StatusList list, StatusListItem item) {
		Case about = Case.load(tx, item.certificate());
		Asking.refusal(tx, about, list.wish()).ifPresent(no -> {
			throw no;
		});
		return item.asked(Asking.store(tx, about, list.wish(), list.number()).id());
	}

	private static StatusListItem decide(Tx tx, StatusListItem item) {
		var id = item.request();
		StatusRequest request = id == null ? null : tx.statusRequests().get(id);
		if (request != null && request.undecided()) {
			Second.refusal(Case.load(tx, item.certificate()), request, tx.me(), tx.now()).ifPresent(no -> {
				throw no;
			});
			tx.statusRequests().put(request.decide(new Decision(tx.me().id(), tx.now())));
		}
		return item;
	}

	private static StatusListItem undo(Tx tx, StatusListItem item) {
		var id = item.request();
		StatusRequest request = id == null ? null : tx.statusRequests().get(id);
		if (request != null && request.undecided()) {
			Asking.undo(tx, Case.load(tx, item.certificate()), request);
		}
		return item;
	}
}
