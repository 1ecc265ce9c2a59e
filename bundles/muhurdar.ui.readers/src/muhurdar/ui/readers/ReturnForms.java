package muhurdar.ui.readers;

import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

import muhurdar.api.People;
import muhurdar.api.ReaderDoctor.Examination;
import muhurdar.api.ReaderDoctor.Finding;
import muhurdar.api.ReaderDoctor.Verdict;
import muhurdar.api.ReaderReturns;
import muhurdar.api.Words;
import muhurdar.domain.Holder;
import muhurdar.domain.Institution;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.ReaderReturn;
import muhurdar.domain.ReaderReturnState;
import muhurdar.domain.Right;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.FormDialog;
import muhurdar.ui.FormDialog.About;
import muhurdar.ui.Labels;
import muhurdar.ui.Texts;

/** What is asked about a faulty reader. */
final class ReturnForms {

	private final Desk desk;
	private final ReaderReturns returns;
	private final People people;

	ReturnForms(Desk desk, ReaderReturns returns, People people) {
		this.desk = desk;
		this.returns = returns;
		this.people = people;
	}

	/** Takes a fault in. @param known whose reader it is if the caller is known already */
	void report(Shell parent, @Nullable Holder known) {
		desk.background().run(Messages.Report_Institutions, () -> people.institutions(desk.actor()),
				institutions -> report(parent, known, institutions, null));
	}

	/** A reader that the doctor has examined here: it is triaged at once, with the evidence as its note. */
	void reportExamined(Shell parent, Examination examined) {
		desk.background().run(Messages.Report_Institutions, () -> people.institutions(desk.actor()),
				institutions -> report(parent, null, institutions, examined));
	}

	private void report(Shell parent, @Nullable Holder known, List<Institution> institutions,
			@Nullable Examination examined) {
		FormDialog.open(desk, parent,
				new About("returns.report.form", Messages.Report_Title, Messages.Report_Explanation, Messages.Report_Does, false),
				form -> {
					PersonField person = new PersonField(form, desk, people, known);
					Field<Institution> institution = form.choice("institution", Messages.Column_Institution, institutions,
							Institution::name, institutions.size() == 1 ? institutions.getFirst() : null);
					person.onChoice(holder -> choose(institution, institutions, holder));
					Field<String> model = form.text("model", Messages.Column_Model, examined == null ? "" : model(examined));
					Field<String> serial = form.text("serialNumber", Messages.Column_Serial,
							examined == null ? "" : serialNumber(examined));
					Field<String> fault = form.note("fault", Messages.Report_Fault);
					if (examined != null) {
						((Text) fault.control()).setText(verdict(examined));
					}
					return () -> reported(returns.report(institution.value().id(), person.chosen(), model.value(),
							serial.value(), fault.value(), desk.actor()), examined);
				}, reported -> {
					desk.done(Texts.fill(Messages.Report_Done, reported.number()));
					desk.watch().lookNow();
				});
	}

	private static String model(Examination examined) {
		return examined.model().isEmpty() ? examined.reader() : examined.model();
	}

	/** What the reader says of itself. */
	private static String serialNumber(Examination examined) {
		return examined.steps().stream().filter(step -> step.finding() == Finding.READER_SEEN)
				.map(step -> step.arguments().getLast()).filter(told -> !told.equals("–")).findFirst().orElse("");
	}

	private static String verdict(Examination examined) {
		Verdict verdict = examined.verdict();
		return verdict == null ? "" : Labels.of(verdict);
	}

	/** Who may not triage only reports; the reader desk looks again. */
	private ReaderReturn reported(ReaderReturn fresh, @Nullable Examination examined) {
		return examined == null || !desk.may(Right.WORK_ON_RETURNS) ? fresh
				: returns.move(fresh.id(), fresh.version(), ReaderReturnState.TRIAGED,
						Words.of(Locale.getDefault()).report(examined), desk.actor());
	}

	/** A reader's holder belongs to the institution. */
	private static void choose(Field<Institution> field, List<Institution> institutions, Holder holder) {
		List<InstitutionId> ids = institutions.stream().map(Institution::id).toList();
		Combo combo = (Combo) field.control();
		combo.select(ids.indexOf(holder.institution()));
		combo.notifyListeners(SWT.Selection, new Event());
	}

	/** Moves it along a drawn arrow; only those are offered. */
	void move(Shell parent, ReaderReturn present) {
		List<ReaderReturnState> next = List.copyOf(present.state().next());
		FormDialog.open(desk, parent, new About("returns.move.form", Texts.fill(Messages.Move_Title, present.number()),
				"", Messages.Move_Does, false), form -> {
					form.fact(Messages.Column_Reader, present.model() + "   " + present.serialNumber());
					form.fact(Messages.Report_Fault, present.fault());
					form.fact(Messages.Move_Now, Labels.of(present.state()));
					String noted = present.note();
					if (noted != null) {
						form.fact(Messages.Move_Noted, noted);
					}
					Field<ReaderReturnState> to = form.choice("to", Messages.Move_To, next, Labels::of,
							next.size() == 1 ? next.getFirst() : null);
					Field<String> note = form.optional("note", Messages.Move_Note, "")
							.rule(text -> text.isEmpty() && needsNote(to.orNull()) ? Messages.Move_NoteNeeded : null);
					return () -> returns.move(present.id(), present.version(), to.value(),
							note.value().isEmpty() ? null : note.value(), desk.actor());
				}, moved -> {
					desk.done(Texts.fill(Messages.Move_Done, moved.number(), Labels.of(moved.state())));
					desk.watch().lookNow();
				});
	}

	/** As the service has it: what was found or agreed has to be written down. */
	private static boolean needsNote(@Nullable ReaderReturnState to) {
		return to != null && switch (to) {
		case TRIAGED, REPAIRED, REPLACED, DECLINED, NO_FAULT_FOUND -> true;
		case REPORTED, RETURN_REQUESTED, RECEIVED, INSPECTED, SENT_BACK, SOLVED, CLOSED, NEVER_ARRIVED -> false;
		};
	}
}
