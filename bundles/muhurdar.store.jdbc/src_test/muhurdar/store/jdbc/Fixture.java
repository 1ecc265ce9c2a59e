package muhurdar.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.Tx;
import muhurdar.api.spi.Tx.Series;
import muhurdar.domain.*;

/** People, orders, cards as the services would store them. */
final class Fixture {

	static final Locale TURKISH = Locale.of("tr");
	private static final AtomicInteger COUNT = new AtomicInteger();

	private final Tx tx;

	Fixture(Tx tx) {
		this.tx = tx;
	}

	Institution institution(String name) {
		return tx.institutions().put(new Institution(new InstitutionId(id()), 0, name, "Ankara"));
	}

	User user(String login, @Nullable InstitutionId institution, Role... roles) {
		return tx.users().put(new User(new UserId(id()), 0, login, login, Set.of(roles), institution, null, null, null));
	}

	Holder holder(String given, String surname, InstitutionId institution) {
		return tx.holders().put(new Holder(new HolderId(id()), 0, new RecordMaker(tx, COUNT.incrementAndGet()).identityNo(),
				given.toUpperCase(TURKISH), surname.toUpperCase(TURKISH), institution, HolderCondition.ACTIVE, "a@b", "+90",
				new Address("l", "d", "p", "06000"), LocalDate.of(2026, 1, 1)));
	}

	Certificate certificate(Holder holder, CertificateState state, Instant notAfter) {
		return tx.certificates().put(new Certificate(new CertificateId(id()), 0, state, holder.id(), null, null, id(),
				holder.givenName(), holder.surname(), KeyType.RSA_2048, "%04XFF".formatted(COUNT.incrementAndGet()),
				notAfter.minus(Duration.ofDays(1000)), notAfter, null, null, null, null));
	}

	Order order(Holder holder, OrderKind kind, @Nullable CertificateId replaces) {
		return tx.orders().put(Order.submit(new OrderId(id()), tx.nextNumber(Series.S), kind, holder, replaces,
				KeyType.RSA_2048, new Consent(ConsentKind.E_ONAY, tx.today(), "E"), by()));
	}

	Order approved(Order order) {
		User operator = new User(new UserId(id()), 1, "x", "x", Set.of(Role.OPERATOR), null, null, null, null);
		return tx.orders().put(order.approve(operator, tx.now()));
	}

	Batch batch() {
		return tx.batches().put(Batch.plan(new BatchId(id()), tx.nextNumber(Series.P), KeyType.RSA_2048, by()));
	}

	Card stock() {
		return tx.cards().put(Card.stock(new CardId(id()), serial(), "akis", tx.now()));
	}

	static ChipSerial serial() {
		UUID random = UUID.randomUUID();
		return new ChipSerial(HexFormat.of().withUpperCase().toHexDigits(random.getLeastSignificantBits()) + "0A0B0C0D");
	}

	Card reserved(Order order, Batch batch, int envelope) {
		return tx.cards().put(stock().reserve(batch.id(), order.id(), envelope, Actor.SYSTEM.user(), tx.now()));
	}

	Card checked(Card card) {
		Bytes bytes = Bytes.of((byte) 1);
		return tx.cards().put(card.keyed(bytes, tx.now()).certified(tx.now()).pinSealed(1, bytes, tx.now()).pukChosen(1,
				tx.now())
				.sealed(bytes, tx.now()).qualitySigned(bytes, tx.now()).checked(3, tx.now()));
	}

	Shipment packed(Order order, Card card) {
		return tx.shipments().put(Shipment.pack(new ShipmentId(id()), tx.nextNumber(Series.G), card.id(), order.id(),
				order.holder(), "manual", S10.of("RR", COUNT.incrementAndGet(), "TR"), by()));
	}

	Decision by() {
		return new Decision(tx.me().id(), tx.now());
	}

	private UUID id() {
		return Uuid7.next(tx.now());
	}
}
