package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import muhurdar.api.ReaderReturns;
import muhurdar.api.ReturnRow;
import muhurdar.domain.Actor;
import muhurdar.domain.ReaderReturn;
import muhurdar.domain.ReaderReturnState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

class ReaderReturnsTest {

	private final Fixture house = new Fixture();
	private final ReaderReturns returns = House.service(ReaderReturns.class);

	private ReaderReturn report() {
		return returns.report(house.institution.id(), null, "ACS ACR38T", "RS-0042", "kart görülmüyor", house.officer);
	}

	private ReaderReturn move(ReaderReturn from, ReaderReturnState to, String note) {
		return returns.move(from.id(), from.version(), to, note, house.readerDesk);
	}

	private static Why why(Executable refused) {
		return assertThrows(Refusal.class, refused).why();
	}

	@Test
	void aFaultyReaderGoesTheWholeWayFromTheCallToItsReturn() {
		ReaderReturn reported = report();
		assertTrue(reported.number().matches("O-[0-9]{4}-[0-9]{6}"), reported.number());
		ReaderReturn triaged = move(reported, ReaderReturnState.TRIAGED, "sürücü güncel, arıza sürüyor");
		ReaderReturn asked = move(triaged, ReaderReturnState.RETURN_REQUESTED, null);
		ReaderReturn received = move(asked, ReaderReturnState.RECEIVED, null);
		ReaderReturn inspected = move(received, ReaderReturnState.INSPECTED, null);
		ReaderReturn repaired = move(inspected, ReaderReturnState.REPAIRED, "yay değişti");
		ReaderReturn closed = move(move(repaired, ReaderReturnState.SENT_BACK, null), ReaderReturnState.CLOSED, null);
		assertEquals(ReaderReturnState.CLOSED, closed.state());
		assertTrue(closed.note().matches("[0-9.]{10} sürücü güncel, arıza sürüyor\n[0-9.]{10} yay değişti"), closed.note());
		assertEquals(closed, returns.find(reported.number(), house.officer).orElseThrow());
	}

	@Test
	void findingsAndTriageNeedANote() {
		ReaderReturn reported = report();
		assertEquals(Why.FIELD_MISSING, why(() -> move(reported, ReaderReturnState.TRIAGED, " ")));
		assertEquals(ReaderReturnState.REPORTED, returns.find(reported.number(), house.readerDesk).orElseThrow().state());
	}

	@Test
	void aMoveThatIsNotDrawnIsRefusedAndSoIsOneFromAnOldVersion() {
		ReaderReturn reported = report();
		assertEquals(Why.WRONG_STATE, why(() -> move(reported, ReaderReturnState.RECEIVED, null)));
		move(reported, ReaderReturnState.TRIAGED, "kablo");
		assertEquals(Why.CHANGED_MEANWHILE, why(() -> move(reported, ReaderReturnState.TRIAGED, "kablo")));
	}

	@Test
	void anIncompleteReportIsRefused() {
		for (String[] words : List.of(new String[] { "", "RS-1", "bozuk" }, new String[] { "ACR38T", " ", "bozuk" },
				new String[] { "ACR38T", "RS-1", "" })) {
			assertEquals(Why.FIELD_MISSING, why(() -> returns.report(house.institution.id(), null, words[0], words[1],
					words[2], house.officer)));
		}
	}

	@Test
	void officersReportAndSeeThoseOfTheirOwnInstitutionOnly() {
		Fixture other = new Fixture();
		ReaderReturn mine = report();
		assertEquals(Why.NOT_YOURS, why(() -> returns.report(other.institution.id(), null, "ACR38T", "RS-1", "bozuk",
				house.officer)));
		assertEquals(Why.NOT_YOURS, why(() -> returns.find(mine.number(), other.officer)));
		assertEquals(List.of(mine), listed(house.officer));
		assertEquals(List.of(), listed(other.officer));
		assertTrue(listed(house.readerDesk).contains(mine));
	}

	@Test
	void aReadersHolderBelongsToTheInstitution() {
		Fixture other = new Fixture();
		assertEquals(Why.FIELD_INVALID, why(() -> returns.report(house.institution.id(), other.person().holder().id(),
				"ACR38T", "RS-1", "bozuk", house.officer)));
	}

	@Test
	void onlyTheReaderDeskWorksOnThem() {
		ReaderReturn reported = report();
		assertEquals(Why.NOT_ALLOWED, why(() -> returns.move(reported.id(), reported.version(),
				ReaderReturnState.TRIAGED, "kablo", house.officer)));
	}

	@Test
	void whatHasEndedLeavesTheListOfOpenOnes() {
		ReaderReturn solved = move(move(report(), ReaderReturnState.TRIAGED, "sürücü eski"), ReaderReturnState.SOLVED, null);
		ReaderReturn open = report();
		assertEquals(List.of(open), listed(house.officer));
		assertEquals(List.of(solved), returns.search(ReaderReturnState.SOLVED, 0, 1000, house.officer).rows().stream()
				.map(ReturnRow::readerReturn).toList());
	}

	private List<ReaderReturn> listed(Actor by) {
		return returns.search(null, 0, 1000, by).rows().stream().map(ReturnRow::readerReturn).toList();
	}
}
