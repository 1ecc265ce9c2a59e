package muhurdar.domain;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A card reader with a fault.
 *
 * @param number shown to people, {@code O-2026-000004}
 * @param model e.g. ACS ACR38T; @param serialNumber as printed on the reader
 * @param holder whose reader it is, null if it is the institution's
 * @param note newest word of the reader desk
 */
public record ReaderReturn(ReaderReturnId id, int version, String number, ReaderReturnState state,
		InstitutionId institution, @Nullable HolderId holder, String model, String serialNumber, String fault,
		Decision reported, Decision changed, @Nullable String note) implements Versioned<ReaderReturnId> {

	public static ReaderReturn report(ReaderReturnId id, String number, InstitutionId institution,
			@Nullable HolderId holder, String model, String serialNumber, String fault, Decision by) {
		return new ReaderReturn(id, 0, number, ReaderReturnState.REPORTED, institution, holder, model, serialNumber,
				fault, by, by, null);
	}

	public ReaderReturn to(ReaderReturnState target, Decision by, @Nullable String word) {
		return new ReaderReturn(id, version, number, state.to(target), institution, holder, model, serialNumber, fault,
				reported, by, word == null ? note : word);
	}
}
