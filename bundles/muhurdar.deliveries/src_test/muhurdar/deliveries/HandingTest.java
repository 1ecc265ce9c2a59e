package muhurdar.deliveries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Card;
import muhurdar.domain.Decision;
import muhurdar.domain.Handover;
import muhurdar.domain.IdentityDocument;
import muhurdar.domain.Shipment;
import muhurdar.domain.Why;

class HandingTest {

	private static final Instant LATER = Made.NOW.plusSeconds(86_400);

	private final Made made = Made.card();
	private final Card card = made.checked(Made.PRODUCER);
	private final Shipment parcel = made.parcel().handOver(new Decision(Made.PACKER.id(), Made.NOW.plusSeconds(3600)));

	private Why why(Instant at, String receivedBy) {
		return Handing.proof(new Handover(at, receivedBy, IdentityDocument.IDENTITY_CARD), parcel, made.holder, LATER)
				.orElseThrow().why();
	}

	@Test
	void whoPackedItMayDeliverItButNotWhoMadeIt() {
		assertEquals(Optional.empty(), Handing.person(Made.PACKER, made.holder.id(), card));
		assertEquals(Why.FOUR_EYES, Handing.person(Made.PRODUCER, made.holder.id(), card).orElseThrow().why());
	}

	@Test
	void nobodyDeliversTheOwnCard() {
		assertEquals(Why.OWN_CARD, Handing.person(Made.alsoHolder(Made.PACKER, made.holder), made.holder.id(), card)
				.orElseThrow().why());
	}

	@Test
	void theHoldersOwnNameProvesItHoweverItIsTyped() {
		for (String name : new String[] { "IŞIL ÇAĞLAYAN", "ışıl  çağlayan", " Işıl Çağlayan ", "ISIL CAGLAYAN" }) {
			assertEquals(Optional.empty(), Handing.proof(new Handover(LATER, name, IdentityDocument.PASSPORT), parcel,
					made.holder, LATER), name);
		}
	}

	@Test
	void somebodyElsesNameProvesNothing() {
		assertEquals(Why.NOT_THE_HOLDER, why(LATER, "IŞIL ÇAĞLAR"));
		assertEquals(Why.FIELD_MISSING, why(LATER, " "));
	}

	@Test
	void itIsDeliveredAfterItWasHandedOverAndNotInTheFuture() {
		assertEquals(Why.DELIVERY_IN_FUTURE, why(LATER.plusMillis(1), "IŞIL ÇAĞLAYAN"));
		assertEquals(Why.DELIVERY_BEFORE_HANDOVER, why(Made.NOW, "IŞIL ÇAĞLAYAN"));
	}
}
