package muhurdar.itest;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import muhurdar.api.Deliveries;
import muhurdar.api.Demo;
import muhurdar.api.PackingStations;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Address;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardReading;
import muhurdar.domain.CardState;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.Decision;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.HolderId;
import muhurdar.domain.IdentityNo;
import muhurdar.domain.Institution;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.Right;
import muhurdar.domain.Role;
import muhurdar.domain.Shipment;
import muhurdar.domain.User;
import muhurdar.domain.UserId;
import muhurdar.domain.Uuid7;
import muhurdar.pki.Csr;
import muhurdar.pki.QualityControl;
import muhurdar.pki.Subject;

/**
 * One institution with people of its own, so that no test touches the demo's: every office once, holders whose
 * certificates the real CA issued, and cards that were checked as far as the store knows.
 */
final class Fixture {

	/** Identity numbers of this run: the demo's begin with other digits. */
	private static final AtomicInteger NEXT = new AtomicInteger(970_000_000);

	static {
		House.service(Demo.class).prepare(); // before anything else is in the store, whichever test comes first
	}

	private final Store store = House.service(Store.class);
	private final CertificateAuthority ca = House.service(CertificateAuthority.class);
	final Institution institution = write(tx -> tx.institutions()
			.put(new Institution(new InstitutionId(UUID.randomUUID()), 0, "Deneme Kurumu", "Ankara")));
	final Actor officer = user(Role.OFFICER, null);
	final Actor operator = user(Role.OPERATOR, null);
	final Actor otherOperator = user(Role.OPERATOR, null);
	final Actor producer = user(Role.PRODUCTION, null);
	final Actor dispatcher = user(Role.DISPATCH, null);
	final Actor supervisor = user(Role.SUPERVISOR, null);
	final Actor readerDesk = user(Role.READER_DESK, null);
	/** Where this house packs. */
	final String station = "deneme-" + NEXT.getAndIncrement();

	/** A holder, and the same person at the desk. */
	record Person(Holder holder, Actor actor) {
	}

	/** A finished card with its certificate. */
	record Finished(Person person, Order order, Card card, Certificate certificate) {
	}

	<T> T write(Function<Tx, T> work) {
		return store.write(Actor.SYSTEM, Right.RUN_DEMO, "test", work);
	}

	<T> T read(Function<Tx, T> work) {
		return store.read(Actor.SYSTEM, Right.RUN_DEMO, work);
	}

	Actor user(Role role, HolderId holder) {
		int number = NEXT.getAndIncrement();
		boolean officer = role == Role.OFFICER;
		User user = write(tx -> tx.users().put(new User(new UserId(UUID.randomUUID()), 0, "deneme" + number,
				"Deneme " + number, Set.of(role), officer ? institution.id() : null,
				officer ? LocalDate.of(2020, 1, 1) : null, null, holder)));
		return new Actor(user.id(), UUID.randomUUID());
	}

	Person person() {
		int number = NEXT.getAndIncrement();
		Holder holder = write(tx -> tx.holders().put(new Holder(new HolderId(UUID.randomUUID()), 0, identityNo(number),
				"DENEK", "KİŞİ " + words(number), institution.id(), HolderCondition.ACTIVE, "denek@example.org",
				"+905550000000", new Address("Deneme Sk. 1", "Çankaya", "Ankara", "06000"), null)));
		return new Person(holder, user(Role.HOLDER, holder.id()));
	}

	private static String words(int number) {
		return new String(Integer.toString(number).chars().map(digit -> "ABÇDEFĞHJK".charAt(digit - '0')).toArray(), 0, 9);
	}

	private static String identityNo(int nineDigits) {
		for (int check = 0; check < 100; check++) {
			String number = "%09d%02d".formatted(nineDigits, check);
			if (IdentityNo.valid(number)) {
				return number;
			}
		}
		throw new AssertionError(nineDigits);
	}

	/** In force for a year, opened long ago, its card unknown to this store. */
	Certificate old(Person person) {
		Instant now = Instant.now();
		return store(issue(person, now.minus(Duration.ofDays(300)), now.plus(Duration.ofDays(65)), false), person, null,
				null, false);
	}

	/** A checked card with a certificate on hold, made by the four eyes' first three. */
	Finished finished(Person person, OrderKind kind, Certificate replaces) {
		Instant from = kind == OrderKind.RENEWAL ? replaces.notAfter() : Instant.now();
		KeyPair keys = keys();
		Issued issued = issue(UUID.randomUUID(), person, keys, from, from.plus(Duration.ofDays(1095)), true);
		Order order = write(tx -> tx.orders().put(Order
				.submit(new OrderId(Uuid7.next(tx.now())), tx.nextNumber(Tx.Series.S), kind, person.holder(),
						replaces == null ? null : replaces.id(), KeyType.EC_P256,
						new Consent(ConsentKind.PAPER_FORM, tx.today(), "F-1"), new Decision(officer.user(), tx.now()))
				.approve(tx.users().get(operator.user()), tx.now())));
		Card card = card(order, keys);
		return new Finished(person, order, card, store(issued, person, order.id(), card.id(), true));
	}

	/** What the card of it says, as the store believes. */
	static CardReading reading(Finished made) {
		return new CardReading(made.card().serial(), false, made.card().publicKey(), made.certificate().der(), true, true, 3);
	}

	/** With a label of its own, at a station of its own, all three right. */
	Shipment pack(Finished made, Actor by) {
		CourierLabel label = House.service(Deliveries.class).label(made.card().id(), "manual", null, by);
		PackingStations stations = House.service(PackingStations.class);
		stations.scan(station, envelope(made), by);
		stations.card(station, reading(made), by);
		return stations.scan(station, label.trackingNumber(), by).packed();
	}

	/** As its barcode says it. */
	static String envelope(Finished made) {
		return "%04d".formatted(made.card().envelope());
	}

	private Card card(Order order, KeyPair keys) {
		Bytes nonce = Bytes.of((byte) 3);
		ChipSerial serial = ChipSerial.of(serial(UUID.randomUUID()));
		return write(tx -> {
			Instant now = tx.now();
			Batch batch = tx.batches().put(Batch.plan(new BatchId(Uuid7.next(now)), tx.nextNumber(Tx.Series.P),
					KeyType.EC_P256, new Decision(producer.user(), now)));
			Card card = tx.cards().put(Card.stock(new CardId(Uuid7.next(now)), serial, ProductionLine.PROFILE, now));
			card = tx.cards().put(card.reserve(batch.id(), order.id(), tx.nextCount("envelope"), producer.user(), now));
			card = tx.cards().put(card.keyed(Bytes.of(keys.getPublic().getEncoded()), now));
			card = tx.cards().put(card.certified(now));
			card = tx.cards().put(card.pinSealed(1, Bytes.of((byte) 2), now));
			card = tx.cards().put(card.pukChosen(1, now));
			card = tx.cards().put(card.sealed(nonce, now));
			card = tx.cards().put(card.qualitySigned(signed(keys, QualityControl.text(serial, nonce)), now));
			return tx.cards().put(card.checked(3, now));
		});
	}

	private static byte[] serial(UUID random) {
		byte[] serial = new byte[12];
		for (int i = 0; i < 8; i++) {
			serial[4 + i] = (byte) (random.getMostSignificantBits() >>> 8 * i);
		}
		return serial;
	}

	private Certificate store(Issued issued, Person person, OrderId order, CardId card, boolean held) {
		return write(tx -> {
			Certificate asked = tx.certificates().put(new Certificate(new CertificateId(Uuid7.next(tx.now())), 0,
					CertificateState.REQUESTED, person.holder().id(), order, card, issued.requestId(),
					person.holder().givenName(), person.holder().surname(), KeyType.EC_P256, null, issued.notBefore(),
					issued.notAfter(), null, null, null, null));
			return tx.certificates().put(asked.issued(issued.serialNumber(), issued.notBefore(), issued.notAfter(),
					issued.certificate(), held, tx.now()));
		});
	}

	private Issued issue(Person person, Instant from, Instant until, boolean onHold) {
		return issue(UUID.randomUUID(), person, from, until, onHold);
	}

	/** From the real CA, under that request id. */
	Issued issue(UUID request, Person person, Instant from, Instant until, boolean onHold) {
		return issue(request, person, keys(), from, until, onHold);
	}

	private Issued issue(UUID request, Person person, KeyPair keys, Instant from, Instant until, boolean onHold) {
		Holder holder = person.holder();
		Csr csr = Csr.build(Bytes.of(keys.getPublic().getEncoded()),
				new Subject(holder.givenName(), holder.surname(), holder.identityNo()), tbs -> signed(keys, tbs));
		return ca.issue(new IssueRequest(request, csr.der(), holder.givenName(), holder.surname(),
				holder.identityNo(), from, until, onHold));
	}

	private static KeyPair keys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		} catch (GeneralSecurityException e) {
			throw new AssertionError(e);
		}
	}

	private static Bytes signed(KeyPair keys, Bytes tbs) {
		try {
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(keys.getPrivate());
			signature.update(tbs.toArray());
			return Bytes.of(signature.sign());
		} catch (GeneralSecurityException e) {
			throw new AssertionError(e);
		}
	}

	Certificate again(Certificate certificate) {
		return read(tx -> tx.certificates().get(certificate.id()));
	}

	CardState again(Card card) {
		return read(tx -> tx.cards().get(card.id()).state());
	}
}
