package muhurdar.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Demo;
import muhurdar.api.Topics;
import muhurdar.api.Bell;
import muhurdar.api.Cards;
import muhurdar.api.DataFolder;
import muhurdar.api.Settings;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.demo.SyntheticPeople.Someone;
import muhurdar.demo.SyntheticPeople.Special;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.Decision;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.HolderId;
import muhurdar.domain.Institution;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Right;
import muhurdar.domain.Role;
import muhurdar.domain.User;
import muhurdar.domain.UserId;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;
import muhurdar.pki.Csr;
import muhurdar.pki.Subject;

/** Makes the demo: the CA issues first (idempotent by request), then everybody is stored in one transaction. */
@Component
public final class DemoStore implements Demo {

	private static final Logger LOG = LoggerFactory.getLogger(DemoStore.class);
	private static final int BLANK_CARDS = 300;
	/** Which cards the box holds; its name is that of the profile, too. */
	private static final String SIMULATED_TYPE = "muhurdar.simulator.type";
	/** For benches that make more cards than the demo has people. */
	private static final String MORE_PEOPLE = "muhurdar.demo.more";
	private static final String PLUGIN = "demo";
	private static final String SEEDED = "seeded";

	/** There since a demo was finished in this data folder: what then finds its store empty has lost it. */
	private final Path finished;
	private final Path folder;
	private final Store store;
	private final CertificateAuthority ca;
	private final Cards cards;
	private final @Nullable SimulatedHands hands;
	private final Settings settings;
	private final Bell bell;
	private final Clock clock;

	@Activate
	public DemoStore(@Reference Store store, @Reference CertificateAuthority ca, @Reference Cards cards,
			@Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY) @Nullable SimulatedHands hands,
			@Reference Settings settings, @Reference Bell bell, @Reference Clock clock,
			@Reference DataFolder data) {
		finished = data.path("demo.finished");
		folder = Objects.requireNonNull(finished.getParent());
		this.store = store;
		this.ca = ca;
		this.cards = cards;
		this.hands = hands;
		this.settings = settings;
		this.bell = bell;
		this.clock = clock;
	}

	@Override
	public synchronized boolean prepare() {
		boolean empty = store.read(Actor.SYSTEM, Right.RUN_DEMO, tx -> tx.institutions().all().isEmpty());
		if (empty) {
			if (Files.exists(finished)) {
				throw new Refusal(Why.STORE_LOST, folder);
			}
			seed();
			bell.ring(Topics.ORDER, "demo");
		}
		boolean demo = store.read(Actor.SYSTEM, Right.RUN_DEMO, tx -> tx.note(PLUGIN, SEEDED).isPresent());
		SimulatedHands box = hands;
		if (demo && box != null) {
			int missing = BLANK_CARDS - box.box().size();
			if (empty && missing > 0) {
				box.makeBlank(missing);
			}
			cards.receive(box.box(), System.getProperty(SIMULATED_TYPE, "akis"), Actor.SYSTEM);
		}
		if (demo) {
			remember();
		}
		return demo;
	}

	private void remember() {
		if (!Files.exists(finished)) {
			try {
				Files.writeString(finished, clock.instant() + "\n");
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
	}

	private void seed() {
		Instant now = clock.instant();
		LocalDate today = LocalDate.ofInstant(now, OrderRules.ZONE);
		List<Someone> people = SyntheticPeople.all(Integer.getInteger(MORE_PEOPLE, 0));
		Map<Integer, Issued> issued = new HashMap<>();
		Map<Integer, Issued> renewals = new HashMap<>();
		for (Someone someone : people) {
			Integer ends = someone.endsInDays();
			if (ends != null) {
				Instant end = today.plusDays(ends).atTime(12, 0).atZone(OrderRules.ZONE).toInstant();
				boolean held = someone.special() == Special.SUSPENDED_BY_HOLDER || someone.special() == Special.SUSPENDED_AS_LOST;
				Issued old = issue(someone, "old", yearsBefore(end, settings.get(Settings.VALIDITY_YEARS)), end, held);
				issued.put(someone.number(), old);
				if (someone.special() == Special.REVOKED) {
					ca.change(new CertificateAuthority.StatusChange(requestId(someone, "revoke"), old.serialNumber(),
							CertificateAuthority.StatusChange.Kind.REVOKE, RevocationReason.SUPERSEDED));
				}
				if (someone.special() == Special.RENEWAL_WAITING) {
					renewals.put(someone.number(),
							issue(someone, "renewal", end, yearsBefore(end, -settings.get(Settings.VALIDITY_YEARS)), true));
				}
			}
		}
		ca.publish();
		store.write(Actor.SYSTEM, Right.RUN_DEMO, "demo", tx -> {
			List<Institution> institutions = institutions(tx);
			List<Holder> holders = new ArrayList<>();
			for (Someone someone : people) {
				holders.add(store(tx, someone, institutions.get(someone.institution()), issued.get(someone.number()),
						renewals.get(someone.number())));
			}
			Map<String, UserId> users = users(tx, institutions, holders);
			orders(tx, people, holders, users);
			tx.note(PLUGIN, SEEDED, now.toString());
			return null;
		});
		LOG.info("demo: {} synthetic people of 3 institutions", people.size());
	}

	private static Instant yearsBefore(Instant end, int years) {
		return end.atZone(OrderRules.ZONE).minusYears(years).toInstant();
	}

	private Issued issue(Someone someone, String what, Instant from, Instant until, boolean held) {
		// the name in the certificate is the one of its day
		String surname = someone.special() == Special.NAME_CHANGED ? "ESKİSOYADI" : someone.surname();
		KeyPair keys = softwareKey();
		Subject subject = new Subject(someone.givenName(), surname, someone.identityNo());
		UnaryOperator<Bytes> signer = tbs -> sign(keys, tbs);
		Csr csr = Csr.build(Bytes.of(keys.getPublic().getEncoded()), subject, signer);
		return ca.issue(new IssueRequest(requestId(someone, what), csr.der(), someone.givenName(), surname,
				someone.identityNo(), from, until, held));
	}

	private static UUID requestId(Someone someone, String what) {
		return UUID.nameUUIDFromBytes(("muhurdar demo " + someone.number() + " " + what).getBytes());
	}

	private static KeyPair softwareKey() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("the JDK has no P-256", e);
		}
	}

	private static Bytes sign(KeyPair keys, Bytes tbs) {
		try {
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(keys.getPrivate());
			signature.update(tbs.toArray());
			return Bytes.of(signature.sign());
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("the JDK has no ECDSA", e);
		}
	}

	private static List<Institution> institutions(Tx tx) {
		return List.of(institution(tx, "Bulanık İlçe Millî Eğitim Müdürlüğü (DEMO)", "Muş"),
				institution(tx, "Çınarlı Devlet Hastanesi (DEMO)", "Ankara"),
				institution(tx, "Ilıcalar Üniversitesi (DEMO)", "Bolu"));
	}

	private static Institution institution(Tx tx, String name, String province) {
		return tx.institutions().put(new Institution(new InstitutionId(Uuid7.next(tx.now())), 0, name, province));
	}

	private static Holder store(Tx tx, Someone someone, Institution institution, @Nullable Issued old,
			@Nullable Issued renewal) {
		HolderCondition condition = switch (someone.special()) {
		case LEFT_INSTITUTION -> HolderCondition.LEFT_INSTITUTION;
		case DECEASED -> HolderCondition.DECEASED;
		default -> HolderCondition.ACTIVE;
		};
		Holder holder = tx.holders()
				.put(new Holder(new HolderId(Uuid7.next(tx.now())), 0, someone.identityNo(), someone.givenName(),
						someone.surname(), institution.id(), condition, someone.email(), someone.mobile(),
						someone.address(), someone.consentOn(tx.today())));
		if (old != null) {
			Certificate opened = taken(tx, someone, holder, old);
			tx.certificates().put(switch (someone.special()) {
			case SUSPENDED_BY_HOLDER -> opened.suspended(HoldCause.HOLDER, tx.now());
			case SUSPENDED_AS_LOST -> opened.suspended(HoldCause.LOSS, tx.now());
			case REVOKED -> opened.revoked(RevocationReason.SUPERSEDED, tx.now());
			default -> opened;
			});
		}
		if (renewal != null) {
			tx.certificates().put(taken(tx, someone, holder, renewal).suspended(HoldCause.AT_ISSUE, tx.now()));
		}
		return holder;
	}

	/** A certificate from before this workstation: no order, no card of ours. */
	private static Certificate taken(Tx tx, Someone someone, Holder holder, Issued issued) {
		String surname = someone.special() == Special.NAME_CHANGED ? "ESKİSOYADI" : someone.surname();
		return new Certificate(new CertificateId(Uuid7.next(tx.now())), 0, CertificateState.ISSUED, holder.id(), null,
				null, issued.requestId(), someone.givenName(), surname, KeyType.EC_P256, issued.serialNumber(),
				issued.notBefore(), issued.notAfter(), issued.certificate(), null, null, null);
	}

	private static Map<String, UserId> users(Tx tx, List<Institution> institutions, List<Holder> holders) {
		Map<String, UserId> ids = new HashMap<>();
		officer(tx, ids, "ayse.demir", "Ayşe Demir", institutions.get(0));
		officer(tx, ids, "mehmet.kaya", "Mehmet Kaya", institutions.get(1));
		officer(tx, ids, "zeynep.arslan", "Zeynep Arslan", institutions.get(2));
		staff(tx, ids, "elif.yildiz", "Elif Yıldız", Role.OPERATOR);
		staff(tx, ids, "can.ozturk", "Can Öztürk", Role.OPERATOR);
		staff(tx, ids, "burak.sahin", "Burak Şahin", Role.PRODUCTION);
		staff(tx, ids, "derya.aydin", "Derya Aydın", Role.PRODUCTION);
		staff(tx, ids, "gul.celik", "Gül Çelik", Role.DISPATCH);
		staff(tx, ids, "kemal.koc", "Kemal Koç", Role.DISPATCH);
		staff(tx, ids, "okan.polat", "Okan Polat", Role.READER_DESK);
		staff(tx, ids, "nazli.erdem", "Nazlı Erdem", Role.SUPERVISOR);
		staff(tx, ids, "tarik.aksoy", "Tarık Aksoy", Role.SUPERVISOR);
		staff(tx, ids, "seda.guler", "Seda Güler", Role.AUDITOR);
		staff(tx, ids, "yonetici", "Yönetici", Role.ADMINISTRATOR);
		holder(tx, ids, "sahip1", holders.get(0));
		holder(tx, ids, "sahip2", holders.get(80));
		holder(tx, ids, "sahip3", holders.get(83));
		return ids;
	}

	private static void officer(Tx tx, Map<String, UserId> ids, String login, String name, Institution institution) {
		ids.put(login, tx.users().put(new User(new UserId(Uuid7.next(tx.now())), 0, login, name, Set.of(Role.OFFICER),
				institution.id(), tx.today().minusYears(1), null, null)).id());
	}

	private static void staff(Tx tx, Map<String, UserId> ids, String login, String name, Role role) {
		ids.put(login, tx.users().put(new User(new UserId(Uuid7.next(tx.now())), 0, login, name, Set.of(role), null,
				null, null, null)).id());
	}

	private static void holder(Tx tx, Map<String, UserId> ids, String login, Holder holder) {
		ids.put(login, tx.users().put(new User(new UserId(Uuid7.next(tx.now())), 0, login, holder.fullName(),
				Set.of(Role.HOLDER), null, null, null, holder.id())).id());
	}

	private static void orders(Tx tx, List<Someone> people, List<Holder> holders, Map<String, UserId> users) {
		List<UserId> officers = List.of(users.get("ayse.demir"), users.get("mehmet.kaya"), users.get("zeynep.arslan"));
		for (Someone someone : people) {
			boolean ordered = someone.special() == Special.ORDERED;
			if (ordered || someone.special() == Special.FORM_AWAITED) {
				Holder holder = holders.get(someone.number());
				Certificate old = tx.certificatesOf(holder.id()).getFirst();
				Consent consent = ordered ? new Consent(ConsentKind.E_ONAY, tx.today(), "E-Onay") : null;
				tx.orders().put(Order.submit(new OrderId(Uuid7.next(tx.now())), tx.nextNumber(Tx.Series.S),
						OrderKind.RENEWAL, holder, old.id(), KeyType.RSA_2048, consent,
						new Decision(officers.get(someone.institution()), tx.now())));
			}
		}
	}
}
