package muhurdar.ui.certificates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Shell;

import muhurdar.api.CertificateStatus;
import muhurdar.api.StatusPreview;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Hold;
import muhurdar.domain.HoldCause;
import muhurdar.domain.HolderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.RequestChannel;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Right;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.Why;
import muhurdar.domain.Wish;
import muhurdar.ui.Background;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.Form;
import muhurdar.ui.FormDialog;
import muhurdar.ui.FormDialog.About;
import muhurdar.ui.Labels;
import muhurdar.ui.Notice;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** What can be done to one certificate, and what is asked before. Suspending asks for nothing but its cause. */
final class StatusForms {

	private final Desk desk;
	private final CertificateStatus status;

	StatusForms(Desk desk, CertificateStatus status) {
		this.desk = desk;
		this.status = status;
	}

	/** Why it is out of the question, null if it is not. */
	static @Nullable String notSuspendable(Certificate certificate) {
		return notAlive(certificate);
	}

	static @Nullable String notResumable(Certificate certificate, boolean delivered) {
		if (certificate.state() == CertificateState.ISSUED) {
			return Messages.Resume_Already;
		}
		String dead = notAlive(certificate);
		return dead != null ? dead : delivered ? null : Background.sentence(new Refusal(Why.NOT_DELIVERED));
	}

	/** Whether its card is in its holder's hand: seen, or older than this store, which never saw the card. */
	static boolean delivered(Certificate certificate, boolean seen) {
		Hold hold = certificate.hold();
		return seen || certificate.card() == null && (hold == null || hold.cause() != HoldCause.AT_ISSUE);
	}

	static @Nullable String notRevocable(Certificate certificate) {
		return notAlive(certificate);
	}

	private static @Nullable String notAlive(Certificate certificate) {
		return switch (certificate.state()) {
		case REVOKED, CA_REFUSED -> Texts.fill(Messages.Certificates_Ended, Labels.of(certificate.state()));
		case REQUESTED -> Messages.Certificates_NotIssued;
		case ISSUED, SUSPENDED -> certificate.expired(Instant.now()) ? Messages.State_Expired : null;
		};
	}

	Right rightToResume() {
		return desk.may(Right.RESUME_OWN) ? Right.RESUME_OWN : Right.REQUEST_RESUME;
	}

	private boolean own(Certificate certificate) {
		HolderId me = desk.user().holder();
		return me != null && certificate.holder().equals(me);
	}

	/** One key more says why, and it is done. */
	void suspend(Shell parent, Certificate certificate, String name) {
		CauseChooser.open(parent, name + "   " + Shown.serial(certificate.serialNumber()), causes(certificate),
				cause -> desk.background().run(Messages.Suspend,
						() -> status.suspend(certificate.id(), cause, evidence(cause), desk.actor()),
						request -> suspended(certificate, name)));
	}

	private List<HoldCause> causes(Certificate certificate) {
		List<HoldCause> causes = new ArrayList<>(List.of(HoldCause.LOSS, HoldCause.HOLDER));
		if (desk.user().seesAll() || !own(certificate)) {
			causes.add(HoldCause.INSTITUTION);
		}
		if (desk.user().seesAll()) {
			causes.add(HoldCause.AUTHORITY);
		}
		return causes;
	}

	private static String evidence(HoldCause cause) {
		return Texts.fill(Messages.Suspend_Evidence, Labels.of(cause));
	}

	private void suspended(Certificate before, String name) {
		boolean back = before.state() == CertificateState.ISSUED && desk.may(rightToResume());
		desk.say(new Notice(Tone.DONE, Texts.fill(Messages.Suspend_Done, name), back ? Messages.Suspend_Undo : null,
				back ? () -> resumeNow(before, name, Messages.Suspend_UndoEvidence) : null));
		desk.watch().lookNow();
	}

	/** The holder opens the own one at once; anybody else writes down who asked, and a second person says yes. */
	void resume(Shell parent, Certificate certificate, String name) {
		if (own(certificate)) {
			resumeNow(certificate, name, "");
			return;
		}
		FormDialog.open(desk, parent,
				new About("certificates.resume.form", Messages.Resume, Messages.Resume_Explanation, Messages.Resume_Does, false),
				form -> {
					facts(form, certificate, name);
					Field<String> evidence = form.note("evidence", Messages.Evidence);
					return () -> status.resume(certificate.id(), evidence.value(), desk.actor());
				}, request -> resumed(request, name));
	}

	private void resumeNow(Certificate certificate, String name, String evidence) {
		desk.background().run(Messages.Resume, () -> status.resume(certificate.id(), evidence, desk.actor()),
				request -> resumed(request, name));
	}

	private void resumed(StatusRequest request, String name) {
		said(request, Texts.fill(Messages.Resume_Done, name), Texts.fill(Messages.Resume_Waits, name, request.number()));
	}

	/** Final, so it takes the end of the serial number, typed, after what it would do was shown. */
	void revoke(Shell parent, Certificate certificate, String name) {
		Origin first = own(certificate) ? new Origin(Requester.HOLDER, RequestChannel.ONLINE)
				: desk.user().seesAll() ? Origin.OUR_FINDING : new Origin(Requester.INSTITUTION, RequestChannel.ONLINE);
		Wish likely = Wish.revoke(first.requester(), first.channel(), RevocationReason.KEY_COMPROMISE, "-");
		desk.background().run(Messages.Revoke, () -> status.preview(List.of(certificate.id()), likely, desk.actor()),
				preview -> revoke(parent, certificate, name, first, preview));
	}

	private void revoke(Shell parent, Certificate certificate, String name, Origin first, StatusPreview preview) {
		String explanation = own(certificate) ? Messages.Revoke_Final : Messages.Revoke_Explanation;
		FormDialog.open(desk, parent,
				new About("certificates.revoke.form", Messages.Revoke, explanation, Messages.Revoke_Does, true), form -> {
					facts(form, certificate, name);
					StatusPreview.Row row = preview.rows().getFirst();
					form.fact(Messages.Preview_Title, impact(row, preview));
					Field<Origin> origin = form.choice("origin", Messages.Revoke_Origin,
							first.equals(Origin.OUR_FINDING) ? Origin.ONE : List.of(first), Origin::shown, first);
					Field<RevocationReason> reason = reason(form, origin);
					Field<String> evidence = form.note("evidence", Messages.Evidence);
					typed(form, certificate.serialNumber());
					return () -> status.ask(certificate.id(), Wish.revoke(origin.value().requester(), origin.value().channel(),
							reason.value(), evidence.value()), desk.actor());
				}, request -> said(request, Texts.fill(Messages.Revoke_Done, name),
						Texts.fill(Messages.Revoke_Waits, name, request.number())));
	}

	/** One that this requester can give. */
	static Field<RevocationReason> reason(Form form, Field<Origin> origin) {
		return form.choice("reason", Messages.Revoke_Reason, List.of(RevocationReason.values()), Labels::of, null)
				.rule(reason -> RevocationReason.of(origin.value().requester()).contains(reason) ? null
						: Texts.fill(Messages.Revoke_ReasonNotTheirs, Labels.of(origin.value().requester())));
	}

	private static String impact(StatusPreview.Row row, StatusPreview preview) {
		String orders = row.openOrders().isEmpty() ? "–" : String.join(", ", row.openOrders());
		String parcels = row.openShipments().isEmpty() ? "–" : String.join(", ", row.openShipments());
		String next = row.successor();
		Instant from = row.successorFrom();
		return String.join("\n", Messages.Preview_Orders + ": " + orders, Messages.Preview_Shipments + ": " + parcels,
				Messages.Preview_Successor + ": "
						+ (next == null || from == null ? "–"
								: Texts.fill(Messages.Preview_From, Shown.serial(next), Dates.day(from))),
				Messages.Preview_Crl + ": " + growth(preview));
	}

	static String growth(StatusPreview preview) {
		return Texts.fill(Messages.Preview_Growth, preview.entries(), preview.bytes());
	}

	/** The reason, and what it means for card and orders. */
	static String after(Wish wish) {
		RevocationReason reason = wish.reason();
		return reason == null ? "–"
				: Labels.of(reason) + "\n" + Labels.of(reason.card()) + "\n" + Labels.of(reason.order());
	}

	private static void facts(Form form, Certificate certificate, String name) {
		form.fact(Messages.Column_Name, name);
		String serial = certificate.serialNumber();
		form.fact(Messages.Column_Serial, serial == null ? "–" : serial);
	}

	/** A field that is right only if the last four digits of the serial number stand in it. */
	static void typed(Form form, @Nullable String serialNumber) {
		form.text("lastFour", Messages.Confirm_LastFour, "").rule(
				text -> text.equalsIgnoreCase(Shown.lastFour(serialNumber)) ? null : Messages.Confirm_Wrong);
	}

	private void said(StatusRequest request, String done, String waits) {
		boolean waiting = switch (request.state()) {
		case RECEIVED, IDENTIFIED -> true;
		case DECIDED, SENT, PUBLISHED, DECLINED -> false;
		};
		desk.say(new Notice(waiting ? Tone.WAIT : Tone.DONE, waiting ? waits : done, null, null));
		desk.watch().lookNow();
	}

	/** The second person's yes to a revocation is final too. */
	void confirm(Shell parent, StatusRequest request, String name, @Nullable String serialNumber) {
		if (!last(request)) {
			desk.background().run(Messages.Confirm, () -> status.confirm(request.number(), desk.actor()),
					now -> confirmed(now, name));
			return;
		}
		FormDialog.open(desk, parent,
				new About("requests.confirm.form", Messages.Confirm_Title, Messages.Revoke_Final, Messages.Confirm, true),
				form -> {
					form.fact(Messages.Column_Name, name);
					form.fact(Messages.Column_Serial, serialNumber == null ? "–" : serialNumber);
					form.fact(Messages.Revoke_Origin, new Origin(request.requester(), request.channel()).shown());
					RevocationReason reason = request.reason();
					form.fact(Messages.Column_Why, reason == null ? Shown.why(request)
							: after(Wish.revoke(request.requester(), request.channel(), reason, request.evidence())));
					form.fact(Messages.Evidence, request.evidence());
					typed(form, serialNumber);
					return () -> status.confirm(request.number(), desk.actor());
				}, now -> confirmed(now, name));
	}

	private static boolean last(StatusRequest request) {
		return switch (request.change()) {
		case REVOKE -> request.state() == StatusRequestState.IDENTIFIED;
		case SUSPEND, RESUME -> false;
		};
	}

	private void confirmed(StatusRequest now, String name) {
		said(now, Texts.fill(Messages.Confirm_Done, name, Labels.of(now.change())),
				Texts.fill(Messages.Confirm_Waits, name, now.number()));
	}

	/** By who asked, before it is decided. */
	void undo(StatusRequest request, String name) {
		desk.background().run(Messages.Undo, () -> status.undo(request.number(), desk.actor()), now -> {
			desk.done(Texts.fill(Messages.Undo_Done, name, now.number()));
			desk.watch().lookNow();
		});
	}

	void decline(StatusRequest request, String name) {
		desk.background().run(Messages.Decline, () -> status.decline(request.number(), desk.actor()), now -> {
			desk.done(Texts.fill(Messages.Decline_Done, name, now.number()));
			desk.watch().lookNow();
		});
	}
}
