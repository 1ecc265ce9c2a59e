package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import muhurdar.api.Deliveries;
import muhurdar.api.Paper;
import muhurdar.api.Papers;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.AuditLine;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.BatchItem;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.Decision;
import muhurdar.domain.OrderKind;
import muhurdar.domain.Outcome;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.S10;
import muhurdar.domain.Shipment;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;
import muhurdar.itest.Fixture.Finished;

/** What is printed is what the store says, and every print is in the audit log before the paper exists. */
class PapersTest {

	private static final Locale TURKISH = Locale.of("tr");

	private final Fixture house = new Fixture();
	private final Papers papers = House.service(Papers.class);
	private final Deliveries deliveries = House.service(Deliveries.class);
	private final Finished made = house.finished(house.person(), OrderKind.NEW, null);
	private final Batch batch = house.write(tx -> {
		tx.addItem(new BatchItem(made.card().batch(), made.order().id(), made.card().envelope()));
		return tx.batches().get(made.card().batch());
	});

	private static String text(Paper paper) {
		try (PDDocument document = Loader.loadPDF(paper.pdf().toArray())) {
			return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
		} catch (IOException e) {
			throw new AssertionError(e);
		}
	}

	private AuditLine last() {
		return house.read(tx -> tx.auditLines(0, 1)).rows().getFirst();
	}

	private void assertRecorded(String subject, String detail, Actor by) {
		AuditLine line = last();
		assertEquals(List.of(by.user(), Right.PACK, subject, Outcome.DONE, detail),
				List.of(line.user(), line.right(), line.subject(), line.outcome(), String.valueOf(line.detail())));
	}

	private static Why why(Executable refused) {
		return assertThrows(Refusal.class, refused).why();
	}

	@Test
	void aLabelIsPrintedBeforeItsCardIsPackedUntilANewerOneTakesItsPlace() {
		CourierLabel label = deliveries.label(made.card().id(), "manual", null, house.dispatcher);
		assertTrue(text(papers.label(label.number(), TURKISH, house.dispatcher)).contains(label.trackingNumber()));
		assertRecorded(label.number(), "label " + label.number() + " copy 1", house.dispatcher);
		CourierLabel newer = deliveries.label(made.card().id(), "manual", S10.of("RR", 47_110_899, "TR"), house.dispatcher);
		assertEquals(Why.NOT_FOUND, why(() -> papers.label(label.number(), TURKISH, house.dispatcher)));
		assertEquals(1, papers.label(newer.trackingNumber(), TURKISH, house.dispatcher).copy());
	}

	@Test
	void everyPrintOfALabelIsCountedAuditedAndAReprintSaysSo() {
		Shipment parcel = house.pack(made, house.dispatcher);
		Paper first = papers.label(parcel.trackingNumber(), TURKISH, house.dispatcher);
		assertRecorded(parcel.trackingNumber(), "label " + parcel.number() + " copy 1", house.dispatcher);
		assertEquals("label-" + parcel.number() + ".pdf", first.name());
		assertTrue(text(first).contains(made.person().holder().fullName()), text(first));
		assertFalse(text(first).contains("YENİDEN BASIM"), text(first));
		assertFalse(text(first).contains(made.person().holder().identityNo()), text(first));

		Paper again = papers.label(parcel.number(), TURKISH, house.supervisor);
		assertRecorded(parcel.number(), "label " + parcel.number() + " copy 2", house.supervisor);
		assertEquals(2, again.copy());
		assertTrue(text(again).contains("YENİDEN BASIM · 2. NÜSHA"), text(again));

		deliveries.handOver(parcel.id(), parcel.version(), house.dispatcher);
		assertEquals(Why.WRONG_STATE, why(() -> papers.label(parcel.number(), TURKISH, house.dispatcher)));
		assertEquals(Outcome.REFUSED, last().outcome());
	}

	@Test
	void envelopesAreCountedOneByOne() {
		int envelope = made.card().envelope();
		String shown = "%04d".formatted(envelope);
		Paper all = papers.envelopes(batch.number(), null, TURKISH, house.producer);
		assertRecorded(batch.number(), "envelopes copy 1: " + shown, house.producer);
		assertTrue(text(all).contains(shown) && text(all).contains(made.order().number()), text(all));
		assertEquals(2, papers.envelopes(batch.number(), envelope, TURKISH, house.producer).copy());
		assertRecorded(batch.number(), "envelopes copy 2: " + shown, house.producer);
		assertEquals(Why.NOT_FOUND, why(() -> papers.envelopes(batch.number(), envelope + 1, TURKISH, house.producer)));
	}

	@Test
	void thePackingListSaysHowFarEveryCardIs() {
		String waiting = text(papers.packingList(batch.number(), TURKISH, house.dispatcher));
		assertTrue(waiting.contains("1 sipariş, 1 paketlenecek kart"), waiting);
		assertTrue(waiting.contains(made.card().serial().shown()), waiting);
		assertRecorded(batch.number(), "packing list " + batch.number() + " copy 1", house.dispatcher);
		house.write(tx -> tx.cards().put(tx.cards().get(made.card().id()).spoil("test", tx.now())));
		String spoiled = text(papers.packingList(batch.number(), Locale.ENGLISH, house.dispatcher));
		assertTrue(spoiled.contains("1 orders, 0 cards to be packed") && spoiled.contains("REPRINT"), spoiled);
		assertFalse(spoiled.contains(made.card().serial().shown()), spoiled);
	}

	@Test
	void theManifestHasWhatIsPackedAndNothingThatHasLeft() {
		Shipment parcel = house.pack(made, house.dispatcher);
		String packed = text(papers.manifest("manual", TURKISH, house.dispatcher));
		assertTrue(packed.contains(parcel.number()) && packed.contains(parcel.trackingNumber()), packed);
		assertTrue(last().detail().matches("manifest manual-[0-9]{4}-[0-9]{2}-[0-9]{2} copy [0-9]+"), last().detail());
		Shipment stays = house.pack(house.finished(house.person(), OrderKind.NEW, null), house.dispatcher);
		deliveries.handOver(parcel.id(), parcel.version(), house.dispatcher);
		String later = text(papers.manifest("manual", TURKISH, house.dispatcher));
		assertTrue(later.contains(stays.number()) && !later.contains(parcel.number()), later);
		assertEquals(Why.NOT_FOUND, why(() -> papers.manifest("nobody", TURKISH, house.dispatcher)));
	}

	@Test
	void onlyWhoMayPackMayPrint() {
		for (Actor other : List.of(house.officer, house.operator, house.readerDesk, made.person().actor())) {
			assertEquals(Why.NOT_ALLOWED, why(() -> papers.packingList(batch.number(), TURKISH, other)));
			assertEquals(Why.NOT_ALLOWED, why(() -> papers.manifest("manual", TURKISH, other)));
		}
	}

	@Test
	void aCancelledBatchHasNoPapers() {
		Batch cancelled = house.write(tx -> tx.batches().put(Batch
				.plan(new BatchId(Uuid7.next(tx.now())), tx.nextNumber(Tx.Series.P),
						batch.keyType(), new Decision(house.producer.user(), tx.now()))
				.cancel()));
		assertEquals(Why.WRONG_STATE, why(() -> papers.envelopes(cancelled.number(), null, TURKISH, house.producer)));
	}
}
