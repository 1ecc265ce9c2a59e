package muhurdar.status;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.CertificateStatus;
import muhurdar.api.Page;
import muhurdar.api.RequestRow;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.api.HoldRow;
import muhurdar.api.StatusListRow;
import muhurdar.api.StatusLists;
import muhurdar.api.StatusPreview;
import muhurdar.domain.Hold;
import muhurdar.domain.StatusChange;
import muhurdar.domain.StatusList;
import muhurdar.domain.Wish;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateDetails;
import muhurdar.domain.ChipEvent;
import muhurdar.pki.CertificateDecoder;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Decision;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Holder;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Right;
import muhurdar.domain.Sighting;
import muhurdar.domain.StatusEvidence;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.User;
import muhurdar.domain.Why;
import muhurdar.pki.PkiFault;

/**
 * Status of certificates: what is decided is stored first, then the CA is asked, then the published CRL is looked at.
 * Twice a minute it sends what the CA has not got yet and looks for what was not seen yet.
 */
@Component
public final class StatusDesk implements CertificateStatus, StatusLists {

	private static final Logger LOG = LoggerFactory.getLogger(StatusDesk.class);

	private final Store store;
	private final Bell bell;
	private final Authorities authorities;
	private final Settings settings;
	private final Calls calls;
	private final Lists lists;
	private final OwnWork work;
	private final Sender sender;
	private final Lookout lookout;
	private final Timer timer;
	@Reference
	volatile List<CertificateAuthority> installed = List.of();

	@Activate
	public StatusDesk(@Reference Store store, @Reference Bell bell, @Reference Settings settings,
			@Reference Calls calls, @Reference Clock clock) {
		this.store = store;
		this.bell = bell;
		this.settings = settings;
		this.calls = calls;
		authorities = new Authorities(() -> installed, settings, clock);
		work = new OwnWork(store);
		sender = new Sender(work, bell, authorities);
		lookout = new Lookout(work, bell, authorities);
		lists = new Lists(store, bell, authorities, sender, lookout);
		timer = new Timer(() -> publish(Actor.SYSTEM));
	}

	@Deactivate
	void stop() {
		timer.close();
	}

	@Override
	public Page<CertificateRow> search(CertificateQuery query, int from, int size, Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES, tx -> {
			User me = tx.me();
			InstitutionId scope = me.seesAll() ? null : me.institutionOn(tx.today());
			if (!me.seesAll() && scope == null && me.holder() == null) {
				throw new Refusal(Why.NOT_YOURS);
			}
			return tx.certificateRows(query, scope, me.seesAll() ? null : me.holder(), from, size);
		});
	}

	@Override
	public Optional<Certificate> find(String serialNumber, Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES, tx -> {
			Optional<Certificate> found = tx.certificateBySerial(serialNumber.strip().toUpperCase(Locale.ROOT));
			found.ifPresent(each -> Case.load(tx, each.id()));
			return found;
		});
	}

	@Override
	public StatusPreview preview(List<CertificateId> certificates, Wish wish, Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES, tx -> Preview.of(tx, certificates, wish));
	}

	@Override
	public StatusRequest ask(CertificateId id, Wish wish, Actor by) {
		return ask(id, wish.change(), about -> wish, by);
	}

	@Override
	public StatusRequest suspend(CertificateId id, HoldCause cause, String evidence, Actor by) {
		return ask(id, StatusChange.SUSPEND,
				about -> Asking.inOwnName(about.about(), about.me(), StatusChange.SUSPEND, cause, null, evidence), by);
	}

	@Override
	public StatusRequest resume(CertificateId id, String evidence, Actor by) {
		return ask(id, StatusChange.RESUME,
				about -> Asking.inOwnName(about.about(), about.me(), StatusChange.RESUME, null, null, evidence), by);
	}

	@Override
	public StatusRequest revoke(CertificateId id, RevocationReason reason, String evidence, Actor by) {
		return ask(id, StatusChange.REVOKE,
				about -> Asking.inOwnName(about.about(), about.me(), StatusChange.REVOKE, null, reason, evidence), by);
	}

	private record Before(Case about, User me) {
	}

	private StatusRequest ask(CertificateId id, StatusChange change, Function<Before, Wish> wish, Actor by) {
		Right right = Asking.right(change,
				store.read(by, Right.SUSPEND, tx -> Case.load(tx, id).ownedBy(tx.me())));
		boolean foreign = foreign(id, right, by);
		return carried(store.write(by, right, id, tx -> {
			Case about = mine(tx, id, foreign);
			Wish meant = wish.apply(new Before(about, tx.me()));
			calls.check(tx.me(), about.holder(), meant, tx.now());
			refuse(Asking.refusal(tx, about, meant));
			return Asking.store(tx, about, meant, null);
		}));
	}

	@Override
	public StatusRequest undo(String number, Actor by) {
		StatusRequest before = request(number, by);
		Right right = Asking.right(before.change(), false);
		StatusRequest undone = store.write(by, right, number, tx -> {
			StatusRequest request = tx.statusRequests().get(before.id(), before.version());
			if (!request.undecided()) {
				throw new Refusal(Why.WRONG_STATE, request.state(), StatusRequestState.DECLINED);
			}
			if (!request.received().by().equals(tx.me().id())) {
				throw new Refusal(Why.NOT_YOURS);
			}
			return Asking.undo(tx, Case.load(tx, request.certificate()), request);
		});
		bell.ring(Topics.CERTIFICATE, undone.certificate());
		if (!sent(undone).isEmpty()) {
			lookout.look(undone.certificate());
		}
		return undone;
	}

	@Override
	public StatusRequest confirm(String number, Actor by) {
		StatusRequest before = request(number, by);
		return carried(store.write(by, second(before), number, tx -> {
			StatusRequest request = tx.statusRequests().get(before.id(), before.version());
			Case about = Case.load(tx, request.certificate());
			refuse(Second.refusal(about, request, tx.me(), tx.now()));
			Decision mine = new Decision(by.user(), tx.now());
			return tx.statusRequests().put(request.state() == StatusRequestState.RECEIVED ? request.identify(mine)
					: request.decide(mine));
		}));
	}

	@Override
	public StatusRequest decline(String number, Actor by) {
		StatusRequest before = request(number, by);
		StatusRequest declined = store.write(by, second(before), number, tx -> {
			StatusRequest request = tx.statusRequests().get(before.id(), before.version());
			if (request.state() == StatusRequestState.DECIDED) {
				throw new Refusal(Why.WRONG_STATE, request.state(), StatusRequestState.DECLINED);
			}
			return tx.statusRequests().put(request.decline(new Decision(by.user(), tx.now())));
		});
		bell.ring(Topics.CERTIFICATE, declined.certificate());
		return declined;
	}

	@Override
	public int publish(Actor by) {
		List<Certificate> undone = store.read(by, Right.PUBLISH_CRL, Superseded::all).stream().map(Superseded::old)
				.toList();
		for (Certificate old : undone) {
			store.write(Actor.SYSTEM, Right.CONFIRM_REVOCATION, old.id(),
					tx -> Superseded.of(tx, tx.certificates().get(old.id())).map(each -> each.revoke(tx)));
		}
		finishHoldersOwn();
		lists.goOn();
		int moved = 0;
		for (CertificateId id : work.read(StatusDesk::unsent)) {
			moved += trySending(id);
		}
		return moved + lookout.look(null);
	}

	/** A holder who was identified has asked: nobody's silence makes the 24 hours longer. */
	private void finishHoldersOwn() {
		int hours = settings.get(Settings.HOLDERS_REVOCATION);
		if (hours > 0) {
			for (StatusRequest request : work.read(tx -> overripe(tx, Duration.ofHours(hours)))) {
				store.write(Actor.SYSTEM, Right.CONFIRM_REVOCATION, request.number(), tx -> {
					StatusRequest present = tx.statusRequests().get(request.id());
					return present.state() == StatusRequestState.IDENTIFIED
							? tx.statusRequests().put(present.decide(new Decision(tx.me().id(), tx.now())))
							: present;
				});
				LOG.info("{} is done without a second person: its holder asked for it", request.number());
			}
		}
	}

	private static List<StatusRequest> overripe(Tx tx, Duration patience) {
		return tx.statusRequestsIn(StatusRequestState.IDENTIFIED).stream()
				.filter(each -> each.change() == StatusChange.REVOKE && each.requester() == Requester.HOLDER)
				.filter(each -> each.received().at().plus(patience).isBefore(tx.now())).toList();
	}

	/** One that fails does not keep the others from their CA. */
	private int trySending(CertificateId id) {
		try {
			return sender.send(id).size();
		} catch (CaFault e) {
			LOG.warn("decided requests wait for the CA", e);
		} catch (RuntimeException e) {
			LOG.error("decided requests cannot be sent", e);
		}
		return 0;
	}

	@Override
	public List<StatusRequest> open(Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES,
				tx -> undone(tx).filter(each -> reaches(tx, each))
						.sorted(Comparator.comparing((StatusRequest each) -> each.received().at())
								.thenComparing(StatusRequest::number))
						.toList());
	}

	private static Stream<StatusRequest> undone(Tx tx) {
		return Stream.of(StatusRequestState.RECEIVED, StatusRequestState.IDENTIFIED, StatusRequestState.DECIDED,
				StatusRequestState.SENT).flatMap(state -> tx.statusRequestsIn(state).stream());
	}

	@Override
	public List<RequestRow> openRows(Actor by) {
		List<StatusRequest> open = open(by);
		return store.read(by, Right.SEE_CERTIFICATES, tx -> open.stream().map(each -> row(tx, each)).toList());
	}

	@Override
	public List<RequestRow> late(Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES,
				tx -> undone(tx).filter(each -> each.late(tx.now()) && reaches(tx, each))
						.sorted(Comparator.comparing((StatusRequest each) -> Objects.requireNonNull(each.due()))
								.thenComparing(StatusRequest::number))
						.map(each -> row(tx, each)).toList());
	}

	@Override
	public List<HoldRow> overdueHolds(Actor by) {
		Duration allowed = Duration.ofDays(settings.get(Settings.HOLD_DAYS));
		return store.read(by, Right.SEE_CERTIFICATES, tx -> tx.certificatesHeldBefore(tx.now().minus(allowed)).stream()
				.filter(each -> !each.expired(tx.now())).flatMap(each -> overdue(tx, each).stream()).toList());
	}

	private static Optional<HoldRow> overdue(Tx tx, Certificate certificate) {
		Holder holder = tx.holders().get(certificate.holder());
		Hold hold = certificate.hold();
		User me = tx.me();
		boolean mine = me.seesAll() || Objects.equals(holder.id(), me.holder())
				|| Objects.equals(holder.institution(), me.institutionOn(tx.today()));
		if (hold == null || !mine || !Case.load(tx, certificate.id()).delivered()) {
			return Optional.empty();
		}
		return Optional.of(new HoldRow(certificate, holder.id(), holder.fullName(),
				tx.institutions().get(holder.institution()).name(), (int) Duration.between(hold.since(), tx.now()).toDays()));
	}

	@Override
	public List<RequestRow> bySystem(int limit, Actor by) {
		return store.read(by, Right.CONFIRM_REVOCATION,
				tx -> tx.statusRequestsBy(Requester.SYSTEM, limit).stream().map(each -> row(tx, each)).toList());
	}

	@Override
	public List<StatusRequest> history(CertificateId id, Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES, tx -> Case.load(tx, id).requests());
	}

	@Override
	public StatusList ask(List<CertificateId> certificates, Wish wish, Actor by) {
		return lists.ask(certificates, wish, by);
	}

	@Override
	public StatusList confirmAll(String number, Actor by) {
		return lists.confirm(number, by);
	}

	@Override
	public StatusList withdraw(String number, Actor by) {
		return lists.withdraw(number, by);
	}

	@Override
	public List<StatusList> lists(Actor by) {
		return lists.all(by);
	}

	@Override
	public List<StatusListRow> rows(String number, Actor by) {
		return lists.rows(number, by);
	}

	@Override
	public Optional<CertificateDetails> details(CertificateId id, Actor by) {
		Certificate certificate = store.read(by, Right.SEE_CERTIFICATES, tx -> Case.load(tx, id).certificate());
		Bytes der = certificate.der();
		return der == null ? Optional.empty() : Optional.of(CertificateDecoder.decode(der, authorities.chain(certificate)));
	}

	@Override
	public List<ChipEvent> timeline(CertificateId id, Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES, tx -> Timeline.of(tx, Case.load(tx, id)));
	}

	@Override
	public List<Sighting> sightings(CertificateId id, Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES, tx -> tx.sightingsOf(Case.load(tx, id).certificate().id()));
	}

	@Override
	public Optional<StatusEvidence> look(CertificateId id, StatusEvidence.Source source, Actor by) {
		Certificate certificate = store.read(by, Right.SEE_CERTIFICATES, tx -> Case.load(tx, id).certificate());
		String serialNumber = certificate.serialNumber();
		if (serialNumber == null) {
			return Optional.empty();
		}
		try {
			CertificateAuthority ca = authorities.ours(certificate);
			return switch (source) {
			case CRL -> Optional.of(authorities.list(ca).of(serialNumber));
			case OCSP -> authorities.ocsp(ca, serialNumber);
			};
		} catch (CaFault | PkiFault e) {
			LOG.warn("{} gives no answer", source, e);
			return Optional.empty();
		}
	}

	@Override
	public Ca ca() {
		return authorities.first();
	}

	/** Sends what is decided about the certificate and looks for it; the request as it then stands. */
	private StatusRequest carried(StatusRequest stored) {
		bell.ring(Topics.CERTIFICATE, stored.certificate());
		List<Sender.Sent> sent = sent(stored);
		if (!sent.isEmpty()) {
			lookout.look(stored.certificate());
		}
		StatusRequest now = work.read(tx -> tx.statusRequests().get(stored.id()));
		if (now.state() == StatusRequestState.DECLINED) {
			throw new Refusal(Why.CA_REFUSED, sent.stream().filter(each -> each.request().id().equals(stored.id()))
					.flatMap(each -> each.refusal().stream()).findFirst().orElse(""));
		}
		return now;
	}

	private List<Sender.Sent> sent(StatusRequest stored) {
		try {
			return sender.send(stored.certificate());
		} catch (CaFault e) {
			LOG.warn("request {} waits for the CA", stored.number(), e);
			throw new Refusal(Why.CA_UNAVAILABLE_RECORDED, e, stored.number());
		}
	}

	/** Asks the CA, so not inside the transaction. If it is not there to be asked, the request waits for it. */
	private boolean foreign(CertificateId id, Right right, Actor by) {
		Certificate certificate = store.read(by, right, tx -> tx.certificates().get(id));
		return authorities.origin(certificate) == Authorities.Origin.FOREIGN;
	}

	private static Case mine(Tx tx, CertificateId id, boolean foreign) {
		Case about = Case.load(tx, id);
		if (foreign) {
			throw new Refusal(Why.CERTIFICATE_FOREIGN);
		}
		return about;
	}

	private StatusRequest request(String number, Actor by) {
		return store.read(by, Right.SEE_CERTIFICATES, tx -> {
			String tidy = number.strip().toUpperCase(Locale.ROOT);
			StatusRequest found = tx.statusRequestByNumber(tidy)
					.orElseThrow(() -> new Refusal(Why.NOT_FOUND, tidy));
			Case.load(tx, found.certificate());
			return found;
		});
	}

	/** What the second person must be entitled to. */
	private static Right second(StatusRequest request) {
		return switch (request.change()) {
		case RESUME -> Right.CONFIRM_RESUME;
		case SUSPEND, REVOKE -> request.state() == StatusRequestState.RECEIVED ? Right.REQUEST_REVOCATION
				: Right.CONFIRM_REVOCATION;
		};
	}

	private static boolean reaches(Tx tx, StatusRequest request) {
		User me = tx.me();
		if (me.seesAll()) {
			return true;
		}
		Holder holder = tx.holders().get(tx.certificates().get(request.certificate()).holder());
		return Objects.equals(holder.id(), me.holder())
				|| Objects.equals(holder.institution(), me.institutionOn(tx.today()));
	}

	private static RequestRow row(Tx tx, StatusRequest request) {
		Certificate certificate = tx.certificates().get(request.certificate());
		Holder holder = tx.holders().get(certificate.holder());
		return new RequestRow(request, holder.id(), holder.fullName(), tx.institutions().get(holder.institution()).name(),
				certificate.serialNumber());
	}

	private static List<CertificateId> unsent(Tx tx) {
		return tx.statusRequestsIn(StatusRequestState.DECIDED).stream().map(StatusRequest::certificate).distinct()
				.toList();
	}

	private static void refuse(Optional<Refusal> refusal) {
		refusal.ifPresent(no -> {
			throw no;
		});
	}
}
