package muhurdar.ui.readers;

import java.util.List;

import org.eclipse.swt.widgets.Shell;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.People;
import muhurdar.api.Person;
import muhurdar.api.ReaderReturns;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.Desk;
import muhurdar.ui.StripAction;

/** In the strip: the caller's reader is broken. Shown to those only who take that in. */
@Component(property = "service.ranking:Integer=-10")
public final class ReaderStripAction implements StripAction {

	private final ReaderReturns returns;
	private final People people;

	@Activate
	public ReaderStripAction(@Reference ReaderReturns returns, @Reference People people) {
		this.returns = returns;
		this.people = people;
	}

	@Override
	public List<Action> actions(Person person, Desk desk, Shell window) {
		return desk.may(Right.REPORT_READER)
				? List.of(new Action("strip.reader", Messages.Returns_Report, 0, Right.REPORT_READER,
						() -> new ReturnForms(desk, returns, people).report(window, person.holder())))
				: List.of();
	}
}
