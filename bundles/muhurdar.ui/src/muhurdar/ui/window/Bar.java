package muhurdar.ui.window;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import muhurdar.ui.Look;

/** Ground of the window's frame. */
final class Bar extends Composite {

	Bar(Composite parent) {
		super(parent, SWT.NONE);
		setBackground(Look.frame());
	}
}
