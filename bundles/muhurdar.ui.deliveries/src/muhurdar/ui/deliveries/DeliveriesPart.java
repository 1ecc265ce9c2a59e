package muhurdar.ui.deliveries;

import jakarta.inject.Inject;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;

import muhurdar.api.Deliveries;
import muhurdar.api.People;
import muhurdar.ui.Desk;

/** Cards to be packed above, parcels below. */
public final class DeliveriesPart {

	@Inject
	DeliveriesPart(Composite parent, Desk desk, @Service Deliveries deliveries, @Service People people) {
		parent.setLayout(new FillLayout());
		SashForm halves = new SashForm(parent, SWT.VERTICAL);
		new PackingView(new Composite(halves, SWT.NONE), desk, deliveries, people);
		new ParcelView(new Composite(halves, SWT.NONE), desk, deliveries);
		halves.setWeights(5, 6);
	}
}
