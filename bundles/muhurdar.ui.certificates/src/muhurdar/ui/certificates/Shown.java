package muhurdar.ui.certificates;

import java.time.Duration;
import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Hold;
import muhurdar.domain.HoldCause;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.StatusRequest;
import muhurdar.ui.Dates;
import muhurdar.ui.Labels;
import muhurdar.ui.Mark;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** How certificates and requests are shown. */
final class Shown {

	/** Less than this part left: soon late. */
	private static final int SOON = 4;
	private static final int DIGITS = 12;

	private Shown() {
	}

	/** The end of it, which is what differs. */
	static String serial(@Nullable String number) {
		return number == null ? "–" : number.length() <= DIGITS ? number : "…" + number.substring(number.length() - DIGITS);
	}

	/** What has to be typed before something final. */
	static String lastFour(@Nullable String number) {
		return number == null ? "" : number.substring(Math.max(0, number.length() - 4));
	}

	static Mark state(Certificate certificate, Instant now) {
		Mark mark = Labels.mark(certificate.state());
		Hold hold = certificate.hold();
		if (certificate.state() == CertificateState.SUSPENDED && hold != null) {
			return new Mark(mark.tone(), Texts.fill(Messages.State_Held, Labels.of(hold.cause())));
		}
		if (certificate.state() != CertificateState.ISSUED) {
			return mark;
		}
		if (certificate.expired(now)) {
			return new Mark(Tone.ENDED, Messages.State_Expired);
		}
		return now.isBefore(certificate.notBefore())
				? new Mark(Tone.WAIT, Texts.fill(Messages.State_From, Dates.day(certificate.notBefore())))
				: mark;
	}

	/** Why it was asked for: the cause of a hold, the reason of a revocation. */
	static String why(StatusRequest request) {
		HoldCause cause = request.cause();
		RevocationReason reason = request.reason();
		return cause != null ? Labels.of(cause) : reason != null ? Labels.of(reason) : "–";
	}

	/** How long there is left by the rules, or that it is late. */
	static Mark clock(StatusRequest request, Instant now) {
		Instant due = request.due();
		if (due == null) {
			return new Mark(Tone.PLAIN, "–");
		}
		int left = (int) Duration.between(now, due).toSeconds();
		if (left < 0) {
			return new Mark(Tone.LATE, Texts.fill(Messages.Clock_Late, Dates.wait(-left)));
		}
		return new Mark(
				left < (request.undecided() ? StatusRequest.TO_EFFECT : StatusRequest.TO_PUBLICATION).toSeconds() / SOON
						? Tone.WAIT : Tone.PLAIN,
				Texts.fill(Messages.Clock_Left, Dates.wait(left)));
	}
}
