package muhurdar.ui.deliveries;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.Deliveries;
import muhurdar.api.People;
import muhurdar.ui.Desk;

/** Cards to be packed above, parcels below. */
public final class DeliveriesPart {

	private final PackingView packing;

	@Inject
	DeliveriesPart(Composite parent, Desk desk, @Service Deliveries deliveries, @Service People people) {
		parent.setLayout(new FillLayout());
		SashForm halves = new SashForm(parent, SWT.VERTICAL);
		packing = new PackingView(new Composite(halves, SWT.NONE), desk, deliveries, people);
		new ParcelView(new Composite(halves, SWT.NONE), desk, deliveries);
		halves.setWeights(5, 6);
	}

	@Focus
	void focus() {
		packing.focus();
	}
}
