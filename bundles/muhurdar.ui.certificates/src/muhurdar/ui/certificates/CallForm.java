package muhurdar.ui.certificates;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.widgets.Shell;

import muhurdar.api.CallScript;
import muhurdar.api.CallScript.Question;
import muhurdar.domain.HolderId;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.FormDialog;
import muhurdar.ui.FormDialog.About;
import muhurdar.ui.Labels;
import muhurdar.ui.Notice;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** Questions that a caller is asked. The answers are compared elsewhere and never shown. */
final class CallForm {

	private final Desk desk;
	private final CallScript calls;

	CallForm(Desk desk, CallScript calls) {
		this.desk = desk;
		this.calls = calls;
	}

	void open(Shell parent, HolderId holder, String name) {
		desk.background().run(Messages.Call, () -> calls.begin(holder, desk.actor()),
				questions -> ask(parent, holder, name, questions));
	}

	private void ask(Shell parent, HolderId holder, String name, List<Question> questions) {
		FormDialog.open(desk, parent,
				new About("call", Messages.Call_Title, Messages.Call_Explanation, Messages.Call_Does, false),
				form -> {
					form.fact(Messages.Column_Name, name);
					Map<Question, Field<String>> fields = new EnumMap<>(Question.class);
					questions.forEach(question -> fields.put(question,
							form.optional(question.name().toLowerCase(java.util.Locale.ROOT), Labels.of(question), "")));
					return () -> calls.answered(holder, said(fields), desk.actor());
				}, right -> desk.say(new Notice(right ? Tone.DONE : Tone.LATE,
						Texts.fill(right ? Messages.Call_Right : Messages.Call_Wrong, name), null, null)));
	}

	private static Map<Question, String> said(Map<Question, Field<String>> fields) {
		Map<Question, String> said = new EnumMap<>(Question.class);
		fields.forEach((question, field) -> {
			String text = field.orNull();
			said.put(question, text == null ? "" : text);
		});
		return said;
	}
}
