package muhurdar.returns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import muhurdar.domain.ReaderReturnState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

class WordsTest {

	private static final Set<ReaderReturnState> NEED_A_NOTE = EnumSet.of(ReaderReturnState.TRIAGED,
			ReaderReturnState.REPAIRED, ReaderReturnState.REPLACED, ReaderReturnState.DECLINED,
			ReaderReturnState.NO_FAULT_FOUND);

	@Test
	void triageAndTheFourFindingsAreRefusedWithoutANote() {
		for (ReaderReturnState to : NEED_A_NOTE) {
			for (String nothing : new String[] { null, "", " \t" }) {
				Refusal no = assertThrows(Refusal.class, () -> Words.noteFor(to, nothing), to.name());
				assertEquals(Why.FIELD_MISSING, no.why());
				assertEquals(List.of("note"), no.arguments());
			}
			assertEquals("kablo kopuk", Words.noteFor(to, " kablo kopuk "));
		}
	}

	@Test
	void everyOtherMoveTakesANoteOrNone() {
		for (ReaderReturnState to : EnumSet.complementOf(EnumSet.copyOf(NEED_A_NOTE))) {
			assertNull(Words.noteFor(to, null), to.name());
			assertNull(Words.noteFor(to, "  "), to.name());
			assertEquals("geldi", Words.noteFor(to, "geldi "), to.name());
		}
	}

	@Test
	void aBlankFieldIsMissing() {
		Refusal no = assertThrows(Refusal.class, () -> Words.needed("model", " "));
		assertEquals(Why.FIELD_MISSING, no.why());
		assertEquals(List.of("model"), no.arguments());
	}
}
