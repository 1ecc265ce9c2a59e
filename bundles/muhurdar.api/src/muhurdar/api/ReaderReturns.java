package muhurdar.api;

import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Actor;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.ReaderReturn;
import muhurdar.domain.ReaderReturnId;
import muhurdar.domain.ReaderReturnState;

/** Card readers with a fault, from the call to the answer. Thread-safe; may block on the store. */
public interface ReaderReturns {

	ReaderReturn report(InstitutionId institution, @Nullable HolderId holder, String model, String serialNumber,
			String fault, Actor by);

	/** Moves it along a drawn arrow. @param note what was found or agreed, added below what was noted before; needed for TRIAGED and the four findings */
	ReaderReturn move(ReaderReturnId id, int version, ReaderReturnState to, @Nullable String note, Actor by);

	/** Oldest first; null state: all that are not ended. */
	Page<ReturnRow> search(@Nullable ReaderReturnState state, int from, int size, Actor by);

	/** By number ({@code O-2026-000004}). */
	Optional<ReaderReturn> find(String number, Actor by);
}
