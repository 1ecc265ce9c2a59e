package muhurdar.ui.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.eclipse.swt.widgets.Shell;

import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.CertificateStatus;
import muhurdar.api.StatusLists;
import muhurdar.api.StatusPreview;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Refusal;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.StatusList;
import muhurdar.domain.Why;
import muhurdar.domain.Wish;
import muhurdar.ui.Background;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.FormDialog;
import muhurdar.ui.FormDialog.About;
import muhurdar.ui.Labels;
import muhurdar.ui.Notice;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** Revoking many: which and why, then what that would do, then one yes. */
final class ListForms {

	private final Desk desk;
	private final CertificateStatus status;
	private final StatusLists lists;

	/** What was asked, and what it would do. */
	private record Planned(List<CertificateId> certificates, Wish wish, StatusPreview preview) {
	}

	ListForms(Desk desk, CertificateStatus status, StatusLists lists) {
		this.desk = desk;
		this.status = status;
		this.lists = lists;
	}

	/** @param query what the list shows; its certificates are meant if no serial number is written down */
	void revoke(Shell parent, CertificateQuery query, int found) {
		FormDialog.open(desk, parent,
				new About("bulk.form", Messages.Bulk_Title, Texts.fill(Messages.Bulk_Explanation, found), Messages.Bulk_Preview,
						false),
				form -> {
					Field<String> serials = form.serials("serials", Messages.Bulk_Serials);
					Field<Origin> origin = form.choice("origin", Messages.Revoke_Origin, Origin.MANY, Origin::shown,
							Origin.OUR_FINDING);
					Field<RevocationReason> reason = StatusForms.reason(form, origin);
					Field<String> evidence = form.note("evidence", Messages.Evidence);
					return () -> planned(serials.orNull(), query, Wish.revoke(origin.value().requester(),
							origin.value().channel(), reason.value(), evidence.value()));
				}, planned -> decide(parent, planned));
	}

	private Planned planned(@org.eclipse.jdt.annotation.Nullable String serials, CertificateQuery query, Wish wish) {
		List<CertificateId> chosen = serials == null || serials.isBlank()
				? status.search(query, 0, StatusLists.MOST, desk.actor()).rows().stream().map(CertificateRow::certificate)
						.map(one -> one.id()).toList()
				: named(serials);
		return new Planned(chosen, wish, status.preview(chosen, wish, desk.actor()));
	}

	private List<CertificateId> named(String serials) {
		List<CertificateId> found = new ArrayList<>();
		for (String serial : serials.strip().split("[\\s,;]+")) {
			found.add(status.find(serial, desk.actor()).orElseThrow(() -> new Refusal(Why.NOT_FOUND, serial)).id());
		}
		return found;
	}

	private void decide(Shell parent, Planned planned) {
		StatusPreview preview = planned.preview();
		String count = Integer.toString(preview.possible());
		FormDialog.open(desk, parent,
				new About("bulk.preview", Messages.Bulk_Title, Messages.Revoke_Explanation, Messages.Revoke_Does, true), form -> {
					form.fact(Messages.Bulk_Possible, Texts.fill(Messages.Bulk_Of, preview.possible(), preview.rows().size()));
					form.fact(Messages.Bulk_Refused, refused(preview));
					form.fact(Messages.Preview_Orders, numbers(preview.rows().stream().flatMap(row -> row.openOrders().stream())
							.distinct().toList()));
					form.fact(Messages.Preview_Shipments, numbers(preview.rows().stream()
							.flatMap(row -> row.openShipments().stream()).distinct().toList()));
					form.fact(Messages.Preview_Successor, Texts.fill(Messages.Bulk_Successors,
							preview.rows().stream().filter(row -> row.successor() != null).count()));
					form.fact(Messages.Preview_Crl, StatusForms.growth(preview));
					form.fact(Messages.Revoke_Reason, StatusForms.after(planned.wish()));
					form.text("count", Texts.fill(Messages.Bulk_Type, count), "").rule(
							text -> text.equals(count) && preview.possible() > 0 ? null
									: Texts.fill(Messages.Bulk_TypeWrong, count));
					return () -> lists.ask(planned.certificates(), planned.wish(), desk.actor());
				}, this::asked);
	}

	private void asked(StatusList list) {
		desk.say(new Notice(Tone.WAIT, Texts.fill(Messages.Bulk_Waits, list.number()), null, null));
		desk.watch().lookNow();
	}

	/** Why, and how many. */
	private static String refused(StatusPreview preview) {
		Map<String, Long> why = preview.rows().stream().flatMap(row -> {
			Refusal no = row.refusal();
			return no == null ? java.util.stream.Stream.<String>empty() : java.util.stream.Stream.of(Background.sentence(no));
		}).collect(Collectors.groupingBy(sentence -> sentence, TreeMap::new, Collectors.counting()));
		return why.isEmpty() ? "–"
				: why.entrySet().stream().map(each -> each.getValue() + ": " + each.getKey()).collect(Collectors.joining("\n"));
	}

	private static String numbers(List<String> numbers) {
		int shown = Math.min(numbers.size(), 5);
		String first = String.join(", ", numbers.subList(0, shown));
		return numbers.isEmpty() ? "–"
				: numbers.size() == shown ? first : Texts.fill(Messages.Bulk_More, first, numbers.size() - shown);
	}

	/** The second person's yes: the number of certificates is typed. */
	void confirm(Shell parent, StatusList list, long waiting) {
		String count = Long.toString(waiting);
		FormDialog.open(desk, parent,
				new About("bulk.confirm", Messages.Bulk_Confirm, Messages.Revoke_Final, Messages.Confirm, true), form -> {
					form.fact(Messages.Column_Number, list.number());
					form.fact(Messages.Revoke_Origin, new Origin(list.wish().requester(), list.wish().channel()).shown());
					form.fact(Messages.Revoke_Reason, why(list.wish()));
					form.fact(Messages.Evidence, list.wish().evidence());
					form.text("count", Texts.fill(Messages.Bulk_Type, count), "")
							.rule(text -> text.equals(count) ? null : Texts.fill(Messages.Bulk_TypeWrong, count));
					return () -> lists.confirmAll(list.number(), desk.actor());
				}, now -> {
					desk.done(Texts.fill(Messages.Bulk_Done, now.number()));
					desk.watch().lookNow();
				});
	}

	void withdraw(StatusList list) {
		desk.background().run(Messages.Undo, () -> lists.withdraw(list.number(), desk.actor()), now -> {
			desk.done(Texts.fill(Messages.Bulk_Undone, now.number()));
			desk.watch().lookNow();
		});
	}

	static String why(Wish wish) {
		RevocationReason reason = wish.reason();
		var cause = wish.cause();
		return reason != null ? Labels.of(reason) : cause != null ? Labels.of(cause) : "–";
	}
}
