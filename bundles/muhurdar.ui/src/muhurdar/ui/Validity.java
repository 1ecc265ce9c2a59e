package muhurdar.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import muhurdar.domain.Certificate;
import muhurdar.domain.Hold;
import muhurdar.domain.HoldCause;

/** Whether a certificate can be used, in words that say which day is whose: a hold has no end, a certificate has. */
final class Validity {

	private Validity() {
	}

	static Mark of(Certificate certificate, Instant now) {
		Mark state = Labels.mark(certificate.state());
		String end = Dates.day(certificate.notAfter());
		return switch (certificate.state()) {
		case REQUESTED, CA_REFUSED, REVOKED -> state;
		case SUSPENDED -> certificate.expired(now) ? expired(end) : new Mark(state.tone(), held(certificate, state, end));
		case ISSUED -> certificate.expired(now) ? expired(end)
				: now.isBefore(certificate.notBefore())
						? new Mark(Tone.WAIT, Texts.fill(Messages.Strip_Begins, Dates.day(certificate.notBefore())))
						: new Mark(state.tone(), state.text() + ", " + Texts.fill(Messages.Strip_Until, end));
		};
	}

	private static Mark expired(String end) {
		return new Mark(Tone.ENDED, Texts.fill(Messages.Strip_Expired, end));
	}

	private static String held(Certificate certificate, Mark state, String end) {
		Hold hold = certificate.hold();
		return hold != null && hold.cause() == HoldCause.AT_ISSUE
				? Texts.fill(Messages.Strip_NotOpened, Dates.day(certificate.notBefore()), end)
				: Texts.fill(Messages.Strip_Held, state.text(), end);
	}

	/** The one in force first, the others in their order. */
	static List<Certificate> inForceFirst(List<Certificate> certificates, Instant now) {
		List<Certificate> sorted = new ArrayList<>(certificates.stream().filter(one -> one.inForce(now)).toList());
		certificates.stream().filter(one -> !one.inForce(now)).forEach(sorted::add);
		return sorted;
	}
}
