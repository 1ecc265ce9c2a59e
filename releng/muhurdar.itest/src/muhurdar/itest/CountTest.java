package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import muhurdar.api.BatchCount;
import muhurdar.api.CardJob;
import muhurdar.api.CardStock;
import muhurdar.api.OnTable;
import muhurdar.api.OnTable.Counted;
import muhurdar.api.OnTable.Scanned;
import muhurdar.domain.AuditLine;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchState;
import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipRange;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Outcome;
import muhurdar.domain.Refusal;
import muhurdar.domain.Requester;
import muhurdar.domain.Right;
import muhurdar.domain.Tally;
import muhurdar.domain.Why;

/** The shift count: drawn = good + spoiled + in safe + back to stock, two signatures. */
class CountTest {

	private final ProductionLine line = new ProductionLine();
	private final Fixture fixture = line.fixture;
	private final CardStock stock = House.service(CardStock.class);

	private static Refusal no(Runnable asked) {
		return assertThrows(Refusal.class, asked::run);
	}

	private List<ChipSerial> box(int n) {
		String start = UUID.randomUUID().toString().replace("-", "").substring(0, 20).toUpperCase(Locale.ROOT);
		List<ChipSerial> chips = new ChipRange(new ChipSerial(start + "0001"), new ChipSerial(start + "%04X".formatted(n)))
				.serials();
		stock.receive("Z-" + start, ProductionLine.PROFILE, chips, fixture.producer);
		return chips;
	}

	private CardJob draw(Batch batch, ChipSerial chip) {
		return line.cards.draw(batch.id(), chip, ProductionLine.PROFILE, fixture.producer).orElseThrow();
	}

	private void spoil(Batch batch, ChipSerial chip) {
		CardJob job = draw(batch, chip);
		line.cards.begin(job.card(), CardStep.KEY, fixture.producer);
		line.cards.failed(job.card(), CardStep.KEY, "deneme", fixture.producer);
	}

	private Batch count(Batch batch, OnTable table) {
		return line.cards.count(batch.id(), table, fixture.producer);
	}

	private BatchCount tally(Batch batch) {
		return line.cards.tally(batch.id(), fixture.producer);
	}

	private CardState state(ChipSerial chip) {
		return fixture.read(tx -> tx.cardBySerial(chip).orElseThrow()).state();
	}

	/** Its first chip is spoiled, its second went back, four good ones were made in the readers. */
	private Batch made(List<ChipSerial> chips) throws InterruptedException {
		Batch batch = line.batch(line.orders(4));
		line.cards.run(batch.id(), fixture.producer);
		spoil(batch, chips.get(0));
		line.cards.failed(draw(batch, chips.get(1)).card(), CardStep.DRAW, "çıkarıldı", fixture.producer);
		line.cards.pause(batch.id(), fixture.producer);
		line.blanks(6);
		line.run(batch.id());
		assertEquals("6 = 4 GOOD + 1 SPOILED + 0 IN_SAFE + 1 BACK", tally(batch).equation());
		return batch;
	}

	@Test
	void aCountThatAgreesIsSignedByTwoPeopleWhenWhatIsSpoiledLiesInTheSafe() throws Exception {
		List<ChipSerial> chips = box(2);
		Batch batch = made(chips);
		Refusal differs = no(() -> count(batch, new Counted(3, 1, 0, 1)));
		assertEquals(Why.COUNT_DIFFERS, differs.why());
		assertEquals(List.of(Tally.GOOD, 4, 3), differs.arguments());
		assertEquals(List.of(Tally.BACK, 1, 2), no(() -> count(batch, new Counted(4, 1, 0, 2))).arguments());
		assertEquals(BatchState.PAUSED, line.again(batch).state());
		assertEquals(Why.NOT_ALLOWED,
				no(() -> line.cards.count(batch.id(), new Counted(4, 1, 0, 1), fixture.dispatcher)).why());
		assertEquals(BatchState.COUNTED, count(batch, new Counted(4, 1, 0, 1)).state());

		assertEquals(Why.SECOND_PERSON_NEEDED, no(() -> line.cards.close(batch.id(), fixture.producer)).why());
		Refusal outside = no(() -> line.cards.close(batch.id(), fixture.supervisor));
		assertEquals(Why.CARDS_NOT_IN_SAFE, outside.why());
		assertEquals(List.of(chips.subList(0, 1)), outside.arguments());
		stock.intoSafe(chips.subList(0, 1), fixture.producer);
		assertEquals(BatchState.CLOSED, line.cards.close(batch.id(), fixture.supervisor).state());
		assertEquals("6 = 4 GOOD + 0 SPOILED + 1 IN_SAFE + 1 BACK", tally(batch).equation());
		List<String> signed = fixture.read(tx -> tx.auditLines(0, 20)).rows().stream()
				.filter(audited -> audited.subject().equals(batch.id().toString()) && audited.outcome() == Outcome.DONE)
				.map(AuditLine::detail).toList();
		assertEquals(List.of("6 = 4 GOOD + 0 SPOILED + 1 IN_SAFE + 1 BACK", "6 = 4 GOOD + 1 SPOILED + 0 IN_SAFE + 1 BACK"),
				signed.subList(0, 2), "both signatures with what they were given for");
	}

	@Test
	void aCountByScanningSaysWhichCardsAreUnaccountedFor() throws Exception {
		List<ChipSerial> chips = box(3);
		Batch batch = made(chips);
		List<ChipSerial> good = tally(batch).here(Tally.GOOD).stream().map(Card::serial).toList();
		Refusal unseen = no(() -> count(batch, new Scanned(List.of(good.get(0), good.get(2), good.get(3), chips.get(0)))));
		assertEquals(Why.CARDS_UNACCOUNTED, unseen.why());
		assertEquals(List.of(2, List.of(good.get(1), chips.get(1))), unseen.arguments());
		Refusal strange = no(() -> count(batch, new Scanned(List.of(chips.get(2)))));
		assertEquals(Why.CARDS_NOT_OF_BATCH, strange.why());
		assertEquals(List.of(chips.subList(2, 3), batch.number()), strange.arguments());
		List<ChipSerial> all = Stream.concat(good.stream(), chips.subList(0, 2).stream())
				.map(chip -> new ChipSerial(chip.shown())).toList();
		assertEquals(BatchState.COUNTED, count(batch, new Scanned(all)).state());
	}

	@Test
	void whatCannotBeFoundIsDeclaredAndAGoodCardThenIsLostWithPinAndCertificate() throws Exception {
		List<ChipSerial> chips = box(2);
		Batch batch = made(chips);
		Card lost = tally(batch).here(Tally.GOOD).getFirst();
		assertEquals(Why.WRONG_STATE, no(() -> line.cards.declareMissing(batch.id(), chips, fixture.producer)).why(),
				"a spoiled card has to be found");
		assertEquals(CardState.IN_STOCK, state(chips.get(1)), "all or none");
		assertEquals(Why.CARDS_NOT_OF_BATCH,
				no(() -> line.cards.declareMissing(batch.id(), box(1), fixture.producer)).why());
		line.cards.declareMissing(batch.id(), List.of(lost.serial(), chips.get(1)), fixture.producer);
		assertEquals(CardState.LOST, state(lost.serial()));
		assertEquals(CardState.MISSING, state(chips.get(1)));
		assertEquals(CertificateState.REVOKED, line.certificate(lost).state());
		assertEquals(1, line.cards.remaining(batch.id(), fixture.producer), "its order waits for another card");
		assertEquals("6 = 3 GOOD + 1 SPOILED + 0 IN_SAFE + 0 BACK + 2 DECLARED", tally(batch).equation());
		assertEquals(BatchState.COUNTED, count(batch, new Counted(3, 1, 0, 0)).state());
		assertEquals(Why.WRONG_STATE,
				no(() -> line.cards.declareMissing(batch.id(), List.of(lost.serial()), fixture.producer)).why());
	}

	@Test
	void aFinishedCardThatFailsAtPackingIsSpoiledForAReasonAndItsOrderGetsAnother() throws Exception {
		List<ChipSerial> chips = box(2);
		Batch batch = made(chips);
		Card bad = tally(batch).here(Tally.GOOD).getFirst();
		ChipSerial shown = new ChipSerial(bad.serial().shown());
		assertEquals(Why.REASON_MISSING, no(() -> line.cards.spoil(shown, " ", fixture.supervisor)).why());
		assertEquals(Why.NOT_ALLOWED, no(() -> line.cards.spoil(shown, "yanıt yok", fixture.dispatcher)).why());
		for (ChipSerial other : chips) {
			assertEquals(Why.WRONG_STATE, no(() -> line.cards.spoil(other, "yanıt yok", fixture.supervisor)).why());
		}
		assertEquals(CardState.CHECKED, state(bad.serial()));

		Card spoiled = line.cards.spoil(shown, " çip yanıt vermiyor ", fixture.supervisor);
		assertEquals(CardState.SPOILED, spoiled.state());
		assertEquals("çip yanıt vermiyor", spoiled.spoiledBecause());
		AuditLine audited = fixture.read(tx -> tx.auditLines(0, 20)).rows().stream()
				.filter(each -> each.right() == Right.KEEP_STOCK && each.outcome() == Outcome.DONE).findFirst().orElseThrow();
		assertEquals(List.of(fixture.supervisor.user(), shown.hex(), "finished, envelope " + bad.envelope()),
				List.of(audited.user(), audited.subject(), audited.detail()));
		Certificate ended = line.certificate(bad);
		assertEquals(CertificateState.REVOKED, ended.state());
		assertEquals(List.of(Requester.SYSTEM), fixture.read(tx -> tx.statusRequestsOf(ended.id())).stream()
				.map(request -> request.requester()).toList());
		assertEquals("6 = 3 GOOD + 2 SPOILED + 0 IN_SAFE + 1 BACK", tally(batch).equation());
		assertEquals(1, line.cards.remaining(batch.id(), fixture.producer), "its order waits for another card");
		assertEquals(Why.WRONG_STATE, no(() -> line.cards.spoil(shown, "bir daha", fixture.supervisor)).why());

		line.blanks(2);
		line.run(batch.id());
		assertEquals("7 = 4 GOOD + 2 SPOILED + 0 IN_SAFE + 1 BACK", tally(batch).equation());
		assertTrue(tally(batch).here(Tally.GOOD).stream().anyMatch(card -> card.envelope().equals(bad.envelope())),
				"in the same envelope");
		stock.intoSafe(List.of(bad.serial(), chips.get(0)), fixture.producer);
		stock.condemn(List.of(bad.serial()), fixture.producer);
		stock.destroy(List.of(bad.serial()), fixture.supervisor);
		assertEquals(CardState.DESTROYED, state(bad.serial()));
		assertEquals("7 = 4 GOOD + 0 SPOILED + 2 IN_SAFE + 1 BACK", tally(batch).equation());
	}

	@Test
	void cardsThatWereKeptAndNotUsedAreCountedAndGoBackWhenTheBatchIsClosed() {
		List<ChipSerial> chips = box(5);
		Batch batch = line.batch(line.orders(2));
		stock.keep(batch.id(), chips.subList(0, 4), fixture.producer);
		line.cards.run(batch.id(), fixture.producer);
		spoil(batch, chips.get(0));
		CardJob open = draw(batch, chips.get(1));
		line.cards.pause(batch.id(), fixture.producer);
		assertEquals(Why.BATCH_NOT_ENDED, no(() -> count(batch, new Counted(0, 1, 0, 3))).why());
		line.cards.failed(open.card(), CardStep.DRAW, "çıkarıldı", fixture.producer);
		stock.spoil(chips.get(2), "kırık", fixture.producer);
		stock.intoSafe(List.of(chips.get(0), chips.get(2)), fixture.producer);
		line.cards.declareMissing(batch.id(), chips.subList(3, 4), fixture.producer);
		assertEquals("4 = 0 GOOD + 0 SPOILED + 2 IN_SAFE + 1 BACK + 1 DECLARED", tally(batch).equation());
		count(batch, new Counted(0, 0, 2, 1));
		line.cards.close(batch.id(), fixture.supervisor);
		assertEquals(CardState.IN_STOCK, state(chips.get(1)));
		assertEquals("4 = 0 GOOD + 0 SPOILED + 2 IN_SAFE + 1 BACK + 1 DECLARED", tally(batch).equation());
	}

	@Test
	void ofTwoDesksThatCountOneSigns() {
		Batch batch = line.batch(line.orders(1));
		line.cards.run(batch.id(), fixture.producer);
		line.cards.pause(batch.id(), fixture.producer);
		List<String> answers = Stream.of(fixture.producer, fixture.supervisor).parallel().map(by -> {
			try {
				return line.cards.count(batch.id(), new Counted(0, 0, 0, 0), by).state().name();
			} catch (Refusal refused) {
				return refused.why().name();
			}
		}).sorted().toList();
		assertTrue(answers.equals(List.of("CHANGED_MEANWHILE", "COUNTED")) || answers.equals(List.of("COUNTED", "WRONG_STATE")),
				answers.toString());
	}
}
