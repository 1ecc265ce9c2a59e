package muhurdar.ui.certificates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Shell;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.CertificateStatus;
import muhurdar.api.Person;
import muhurdar.domain.CardId;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Hold;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Right;
import muhurdar.domain.ShipmentState;
import muhurdar.ui.Action;
import muhurdar.ui.Desk;
import muhurdar.ui.StripAction;

/** Suspends the certificate that a person can use, opens the one on hold. */
@Component(property = "service.ranking:Integer=30")
public final class StatusStripAction implements StripAction {

	private final CertificateStatus status;

	@Activate
	public StatusStripAction(@Reference CertificateStatus status) {
		this.status = status;
	}

	@Override
	public List<Action> actions(Person person, Desk desk, Shell window) {
		StatusForms forms = new StatusForms(desk, status);
		String name = person.holder().fullName();
		List<Action> actions = new ArrayList<>();
		toSuspend(person, Instant.now()).ifPresent(one -> actions.add(new Action("strip.suspend", Messages.Suspend, SWT.F9,
				Right.SUSPEND, () -> forms.suspend(window, one, name))));
		toResume(person).ifPresent(one -> actions.add(new Action("strip.resume", Messages.Resume, 0,
				forms.rightToResume(), () -> forms.resume(window, one, name))));
		return actions;
	}

	/** The one in force; else one that will be; else one that is on hold for a weaker cause than a loss. */
	static Optional<Certificate> toSuspend(Person person, Instant now) {
		return first(person, one -> one.inForce(now))
				.or(() -> first(person, one -> one.state() == CertificateState.ISSUED && !one.expired(now)))
				.or(() -> first(person, one -> weaklyHeld(one) && !one.expired(now)));
	}

	private static boolean weaklyHeld(Certificate certificate) {
		Hold hold = certificate.hold();
		return certificate.state() == CertificateState.SUSPENDED && hold != null
				&& hold.cause().compareTo(HoldCause.LOSS) < 0;
	}

	private static Optional<Certificate> toResume(Person person) {
		return first(person, one -> StatusForms.notResumable(one, delivered(person, one)) == null);
	}

	private static boolean delivered(Person person, Certificate certificate) {
		CardId card = certificate.card();
		return StatusForms.delivered(certificate, card != null && person.shipments().stream()
				.anyMatch(shipment -> shipment.card().equals(card) && shipment.state() == ShipmentState.DELIVERED));
	}

	private static Optional<Certificate> first(Person person, Predicate<Certificate> which) {
		return person.certificates().stream().filter(which).findFirst();
	}
}
