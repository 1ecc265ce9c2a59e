package muhurdar.ui;

import java.util.List;

import org.eclipse.swt.widgets.Shell;

import muhurdar.api.Person;

/**
 * Plug-in point: what can be done for the person in the strip. A perspective registers one as an OSGi service
 * ({@code @Component}). Called in the display thread, so it only looks at the person that it is given.
 */
public interface StripAction {

	/**
	 * The legal next actions, most urgent first; forbidden ones too (see {@link Action#right}). Empty if there is none.
	 */
	List<Action> actions(Person person, Desk desk, Shell window);
}
