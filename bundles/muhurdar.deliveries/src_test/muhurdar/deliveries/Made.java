package muhurdar.deliveries;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import muhurdar.domain.Address;
import muhurdar.domain.BatchId;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.Decision;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.Role;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentId;
import muhurdar.domain.User;
import muhurdar.domain.UserId;

/** A card made for somebody by three people, and what belongs to it. */
final class Made {

	static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
	static final User ORDERER = user(1, Role.OPERATOR);
	static final User APPROVER = user(2, Role.SUPERVISOR);
	static final User PRODUCER = user(3, Role.PRODUCTION);
	static final User PACKER = user(4, Role.DISPATCH);

	final Holder holder = holder(HolderCondition.ACTIVE);

	private Made() {
	}

	static Made card() {
		return new Made();
	}

	static UUID id(int number) {
		return new UUID(7, number);
	}

	static User user(int number, Role role) {
		return new User(new UserId(id(number)), 1, "kisi" + number, "Kişi " + number, EnumSet.of(role), null, null, null,
				null);
	}

	static User alsoHolder(User user, Holder holder) {
		return new User(user.id(), 1, user.login(), user.name(), user.roles(), null, null, null, holder.id());
	}

	static Holder holder(HolderCondition condition) {
		return new Holder(new HolderId(id(20)), 1, "10000000146", "IŞIL", "ÇAĞLAYAN", new InstitutionId(id(30)),
				condition, "isil@example.org", "+905550000000", new Address("Deneme Sk. 1", "Çankaya", "Ankara", "06000"),
				null);
	}

	Order order(User orderer, User approver) {
		return Order.submit(new OrderId(id(40)), "S-2026-000001", OrderKind.NEW, holder, null, KeyType.EC_P256,
				new Consent(ConsentKind.PAPER_FORM, java.time.LocalDate.of(2026, 5, 1), "F-1"),
				new Decision(orderer.id(), NOW)).approve(approver, NOW);
	}

	Card checked(User producer) {
		Card blank = Card.stock(new CardId(id(50)), new ChipSerial("00112233445566778899AABB"), "akis", NOW);
		return blank.reserve(new BatchId(id(60)), new OrderId(id(40)), 1, producer.id(), NOW)
				.keyed(Bytes.of(new byte[] { 1 }), NOW).certified(NOW).pinSealed(1, Bytes.of(new byte[] { 2 }), NOW)
				.pukChosen(1, NOW).sealed(Bytes.of(new byte[] { 3 }), NOW).qualitySigned(Bytes.of(new byte[] { 4 }), NOW)
				.checked(3, NOW);
	}

	Certificate certificate(boolean held) {
		return new Certificate(new CertificateId(id(70)), 1, CertificateState.REQUESTED, holder.id(),
				new OrderId(id(40)), new CardId(id(50)), id(71), "IŞIL", "ÇAĞLAYAN", KeyType.EC_P256, null, NOW,
				NOW.plusSeconds(1000), null, null, null, null).issued("0A01", NOW, NOW.plusSeconds(1000),
						Bytes.of(new byte[] { 5 }), held, NOW);
	}

	Shipment parcel() {
		return Shipment.pack(new ShipmentId(id(80)), "G-2026-000001", new CardId(id(50)), new OrderId(id(40)),
				holder.id(), "manual", "RR473124829TR", new Decision(PACKER.id(), NOW));
	}

	Packing packing() {
		return packing(checked(PRODUCER), certificate(true), List.of());
	}

	Packing packing(Card card, Certificate certificate, List<Shipment> parcels) {
		return new Packing(card, order(ORDERER, APPROVER), holder, null, Optional.of(certificate), parcels);
	}
}
