package muhurdar.status;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

import muhurdar.domain.Address;
import muhurdar.domain.Bytes;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Decision;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.RequestChannel;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Role;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;
import muhurdar.domain.User;
import muhurdar.domain.UserId;
import muhurdar.domain.Wish;

/** People, a certificate, requests. */
final class Made {

	static final Instant NOW = Instant.parse("2026-05-04T09:00:00.500Z");
	static final Instant END = NOW.plusSeconds(1000);
	static final Holder HOLDER = holder(HolderCondition.ACTIVE);
	static final User OPERATOR = user(1, Role.OPERATOR);
	static final User OTHER_OPERATOR = user(2, Role.OPERATOR);
	static final User SUPERVISOR = user(3, Role.SUPERVISOR);
	static final User OFFICER = user(4, Role.OFFICER);
	static final User OWNER = new User(new UserId(id(5)), 1, "sahip", "Sahip", EnumSet.of(Role.HOLDER), null, null, null,
			HOLDER.id());

	private Made() {
	}

	private static UUID id(int number) {
		return new UUID(7, number);
	}

	private static User user(int number, Role role) {
		return new User(new UserId(id(number)), 1, "kisi" + number, "Kişi " + number, EnumSet.of(role), null, null, null,
				null);
	}

	static Holder holder(HolderCondition condition) {
		return new Holder(new HolderId(id(20)), 1, "10000000146", "IŞIL", "ÇAĞLAYAN", new InstitutionId(id(30)),
				condition, "isil@example.org", "+905550000000", new Address("Deneme Sk. 1", "Çankaya", "Ankara", "06000"),
				null);
	}

	/** On hold since it was issued. */
	static Certificate held() {
		return new Certificate(new CertificateId(id(70)), 1, CertificateState.REQUESTED, HOLDER.id(), null, null, id(71),
				"IŞIL", "ÇAĞLAYAN", KeyType.EC_P256, null, NOW, END, null, null, null, null).issued("0A01", NOW, END,
						Bytes.of(new byte[] { 5 }), true, NOW);
	}

	static Case about(Certificate certificate, StatusRequest... requests) {
		return new Case(certificate, HOLDER, true, List.of(requests));
	}

	static StatusRequest suspension(int number, HoldCause cause) {
		return asked(number, Wish.suspend(Requester.AUTHORITY, RequestChannel.FINDING, cause, "telefon"));
	}

	static StatusRequest opening(int number) {
		return asked(number, Wish.resume(Requester.AUTHORITY, RequestChannel.FINDING, "dilekçe"));
	}

	static StatusRequest revocation(int number) {
		return asked(number,
				Wish.revoke(Requester.AUTHORITY, RequestChannel.FINDING, RevocationReason.KEY_COMPROMISE, "dilekçe"));
	}

	private static StatusRequest asked(int number, Wish wish) {
		return StatusRequest.identified(new StatusRequestId(id(100 + number)), "D-2026-00000" + number, held().id(), wish,
				id(200 + number), by(OPERATOR));
	}

	static StatusRequest institutionsRevocation(int number) {
		return StatusRequest.received(new StatusRequestId(id(100 + number)), "D-2026-00000" + number, held().id(),
				Wish.revoke(Requester.INSTITUTION, RequestChannel.ONLINE, RevocationReason.AFFILIATION_CHANGED, "resmî yazı"),
				id(200 + number), by(OFFICER));
	}

	static Decision by(User user) {
		return new Decision(user.id(), NOW);
	}
}
