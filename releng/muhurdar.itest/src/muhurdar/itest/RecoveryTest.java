package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.api.Cards;
import muhurdar.api.DataFolder;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.PinSealer;
import muhurdar.api.spi.SealedPin;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchState;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.Order;
import muhurdar.domain.OrderKind;
import muhurdar.domain.Phase;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Secret;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.Uuid7;

/** What a dead process left half made is written here as it would have; then the recovery of the start runs. */
class RecoveryTest {

	private final ProductionLine line = new ProductionLine();
	private final Fixture fixture = line.fixture;
	private final Cards cards = line.cards;
	private final CertificateAuthority ca = House.service(CertificateAuthority.class);
	private final Fixture.Person person = fixture.person();
	private final Order order = line.order(person, OrderKind.NEW, null, fixture.officer.user());
	private final Batch batch = line.batch(List.of(order));

	@Test
	void aReservedCardWithNothingBegunGoesBackToStock() {
		Card card = reserved();
		cards.recover(Actor.SYSTEM);
		assertEquals(CardState.IN_STOCK, fixture.again(card));
		assertEquals(1, cards.remaining(batch.id(), fixture.producer));
	}

	@Test
	void aCardWhoseKeyMayHaveBeenMadeIsSpoiled() {
		Card card = reserved();
		journal(card, CardStep.KEY, Phase.BEFORE, null);
		cards.recover(Actor.SYSTEM);
		assertEquals(CardState.SPOILED, fixture.again(card));
		assertEquals(1, cards.remaining(batch.id(), fixture.producer));
		assertTrue(cards.leftBehind(fixture.producer).orElseThrow().spoiled() >= 1);
	}

	@Test
	void aCertificateThatTheCaIssuedBeforeTheEndIsStoredAndRevoked() {
		Card card = keyed();
		Certificate asked = requested(card);
		Issued issued = issue(asked.requestId());
		cards.recover(Actor.SYSTEM);
		Certificate known = fixture.again(asked);
		assertEquals(issued.serialNumber(), known.serialNumber());
		assertEquals(CertificateState.REVOKED, known.state());
		assertEquals(RevocationReason.CESSATION_OF_OPERATION, known.reason());
		assertEquals(CardState.SPOILED, fixture.again(card));
		StatusRequest request = fixture.read(tx -> tx.statusRequestsOf(known.id())).getFirst();
		assertTrue(request.state() == StatusRequestState.SENT || request.state() == StatusRequestState.PUBLISHED);
		assertEquals(Actor.SYSTEM.user(), request.received().by());
	}

	@Test
	void aRequestOfWhichTheCaNeverHeardIsClosed() {
		Card card = keyed();
		Certificate asked = requested(card);
		cards.recover(Actor.SYSTEM);
		assertEquals(CertificateState.CA_REFUSED, fixture.again(asked).state());
		assertEquals(CardState.SPOILED, fixture.again(card));
	}

	@Test
	void aCaThatDoesNotAnswerLeavesTheRequestForNextTime() throws Exception {
		Card card = keyed();
		Certificate asked = requested(card);
		issue(asked.requestId());
		try (var away = House.instead(CertificateAuthority.class, new Away(ca))) {
			assertTrue(cards.recover(Actor.SYSTEM).unresolved() >= 1);
			assertEquals(CertificateState.REQUESTED, fixture.again(asked).state());
			assertEquals(CardState.SPOILED, fixture.again(card));
		}
		assertEquals(0, cards.recover(Actor.SYSTEM).unresolved());
		assertEquals(CertificateState.REVOKED, fixture.again(asked).state());
	}

	@Test
	void aCardCutOffAfterItsPinIsSpoiledAndThePinShreddedAndTheCertificateRevoked() throws Exception {
		Card card = keyed();
		Certificate certificate = issued(card);
		Card sealed = withPin(card);
		byte[] before = slots();
		cards.recover(Actor.SYSTEM);
		assertEquals(CardState.SPOILED, fixture.again(card));
		assertEquals(CertificateState.REVOKED, fixture.again(certificate).state());
		byte[] after = slots();
		assertEquals(before.length, after.length);
		assertTrue(differs(before, after, sealed.pinSlot()));
	}

	private static boolean differs(byte[] before, byte[] after, int slot) {
		int at = 512 + slot * 512;
		int same = 0;
		for (int i = at; i < at + 512; i++) {
			same += before[i] == after[i] && before[i] != 0 ? 1 : 0;
		}
		return same < 8;
	}

	@Test
	void aCardWhoseQualitySignatureIsStoredWaitsToBeRead() {
		Card card = keyed();
		Certificate certificate = issued(card);
		Card signed = fixture.write(tx -> {
			Card sealed = tx.cards().put(tx.cards().get(withPin(tx, card).id()).pukChosen(1, tx.now()));
			sealed = tx.cards().put(sealed.sealed(Bytes.of((byte) 1), tx.now()));
			return tx.cards().put(sealed.qualitySigned(Bytes.of((byte) 2), tx.now()));
		});
		Cards.Recovery recovery = cards.recover(Actor.SYSTEM);
		assertTrue(recovery.finished() >= 1);
		assertEquals(CardState.SEALED, fixture.again(card));
		assertEquals(Optional.of(card.id()), cards.awaitingCheck(signed.serial(), fixture.producer));
		assertEquals(CertificateState.SUSPENDED, fixture.again(certificate).state());
		assertEquals(0, cards.remaining(batch.id(), fixture.producer));
		assertEquals(CardState.SPOILED, cards.giveUp(signed.serial(), "okunamıyor", fixture.producer).state());
		assertEquals(CertificateState.REVOKED, fixture.again(certificate).state());
	}

	@Test
	void aBatchFoundRunningIsPausedAndASecondRecoveryFindsNothing() {
		reserved();
		cards.run(batch.id(), fixture.producer);
		assertTrue(cards.recover(Actor.SYSTEM).pausedBatches() >= 1);
		assertEquals(BatchState.PAUSED, line.again(batch).state());
		Cards.Recovery again = cards.recover(Actor.SYSTEM);
		assertEquals(0, again.pausedBatches() + again.spoiled() + again.returnedToStock() + again.revoked());
	}

	@Test
	void aCardThatThisProcessIsMakingIsLeftAlone() {
		line.blanks(1);
		cards.run(batch.id(), fixture.producer);
		ChipSerial blank = line.hands.box().getFirst();
		var job = cards.draw(batch.id(), blank, ProductionLine.PROFILE, fixture.producer).orElseThrow();
		cards.recover(Actor.SYSTEM);
		assertEquals(CardState.RESERVED, cards.find(blank, fixture.producer).orElseThrow().state());
		cards.failed(job.card(), CardStep.DRAW, "deneme", fixture.producer);
		assertNull(cards.find(blank, fixture.producer).orElseThrow().order());
	}

	private Card reserved() {
		byte[] serial = Bytes.ofHex(UUID.randomUUID().toString().replace("-", "").substring(0, 24)).toArray();
		Card card = fixture.write(tx -> {
			Card stock = tx.cards()
					.put(Card.stock(new CardId(Uuid7.next(tx.now())), ChipSerial.of(serial), ProductionLine.PROFILE, tx.now()));
			int envelope = tx.itemsOf(batch.id()).getFirst().envelope();
			return tx.cards().put(stock.reserve(batch.id(), order.id(), envelope, fixture.producer.user(), tx.now()));
		});
		journal(card, CardStep.DRAW, Phase.AFTER, order.number() + " at " + hallName());
		return card;
	}

	private Card keyed() {
		Card card = reserved();
		journal(card, CardStep.KEY, Phase.BEFORE, null);
		return fixture.write(tx -> tx.cards().put(card.keyed(Bytes.of((byte) 1), tx.now())));
	}

	private Certificate requested(Card card) {
		Instant from = Instant.parse("2026-01-01T00:00:00Z");
		return fixture.write(tx -> tx.certificates().put(new Certificate(new CertificateId(Uuid7.next(tx.now())), 0,
				CertificateState.REQUESTED, person.holder().id(), order.id(), card.id(), Uuid7.next(tx.now()),
				person.holder().givenName(), person.holder().surname(), ProductionLine.TYPE, null, from,
				from.plus(Duration.ofDays(1000)), null, null, null, null)));
	}

	private Issued issue(UUID request) {
		Instant from = Instant.now();
		return fixture.issue(request, person, from, from.plus(Duration.ofDays(1000)), true);
	}

	private Certificate issued(Card card) {
		Certificate asked = requested(card);
		Issued issued = issue(asked.requestId());
		return fixture.write(tx -> tx.certificates().put(asked.issued(issued.serialNumber(), issued.notBefore(),
				issued.notAfter(), issued.certificate(), true, tx.now())));
	}

	private Card withPin(Card card) {
		return fixture.write(tx -> withPin(tx, card));
	}

	private static Card withPin(Tx tx, Card card) {
		Card certified = tx.cards().put(tx.cards().get(card.id()).certified(tx.now()));
		try (Secret pin = Secret.taking(new byte[] { '2', '7', '1', '8', '2', '8' })) {
			SealedPin sealed = House.service(PinSealer.class).seal(card.id(), card.serial(), pin);
			return tx.cards().put(certified.pinSealed(sealed.slot(), sealed.sealed(), tx.now()));
		}
	}

	private void journal(Card card, CardStep step, Phase phase, String detail) {
		fixture.write(tx -> {
			tx.journal(new JournalEntry(0, card.id(), card.serial(), step, phase, fixture.producer.user(), tx.now(), detail));
			return true;
		});
	}

	private static String hallName() {
		try {
			return Files.readString(House.service(DataFolder.class).path("hall.name")).strip();
		} catch (IOException e) {
			throw new AssertionError(e);
		}
	}

	private static byte[] slots() throws IOException {
		return Files.readAllBytes(House.service(DataFolder.class).path("vault", "pins.slots"));
	}

	/** Nobody knows whether it has issued anything. */
	private static final class Away implements CertificateAuthority {

		private final CertificateAuthority real;

		Away(CertificateAuthority real) {
			this.real = real;
		}

		private static CaFault gone() {
			return new CaFault(CaFault.Kind.UNAVAILABLE, "away");
		}

		@Override
		public String id() {
			return real.id();
		}

		@Override
		public boolean test() {
			return true;
		}

		@Override
		public Issued issue(IssueRequest request) {
			throw gone();
		}

		@Override
		public Optional<Issued> find(UUID requestId) {
			throw gone();
		}

		@Override
		public void change(StatusChange change) {
			throw gone();
		}

		@Override
		public void publish() {
			throw gone();
		}

		@Override
		public URI crlLocation() {
			return real.crlLocation();
		}

		@Override
		public Bytes crl() {
			return real.crl();
		}

		@Override
		public List<Bytes> chain() {
			return real.chain();
		}
	}
}
