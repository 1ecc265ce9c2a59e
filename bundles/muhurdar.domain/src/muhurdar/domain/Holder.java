package muhurdar.domain;

import java.time.LocalDate;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A person who has, had or will have a certificate. Names are kept in upper case by Turkish rules.
 *
 * @param identityNo T.C. identity number, see {@link IdentityNo}
 * @param mobile E.164
 * @param consentOn day of the E-Onay on record, null while there is none
 */
public record Holder(HolderId id, int version, String identityNo, String givenName, String surname,
		InstitutionId institution, HolderCondition condition, String email, String mobile, Address address,
		@Nullable LocalDate consentOn) implements Versioned<HolderId> {

	public Holder {
		IdentityNo.check(identityNo);
	}

	public String fullName() {
		return givenName + " " + surname;
	}

	/** First three and last three digits, as lists show it. */
	public String maskedIdentityNo() {
		return identityNo.substring(0, 3) + "*****" + identityNo.substring(8);
	}

	/** Not the names, not the number: records reach logs. */
	@Override
	public String toString() {
		return "Holder[" + id + "]";
	}
}
