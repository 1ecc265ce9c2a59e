package muhurdar.ui.certificates;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.CertificateStatus;
import muhurdar.api.People;
import muhurdar.ui.Desk;

/** Certificates above; below, the requests that wait and the history of the chosen one. */
public final class CertificatesPart {

	private final CertificateView certificates;

	@Inject
	CertificatesPart(Composite parent, Desk desk, @Service CertificateStatus status, @Service People people) {
		parent.setLayout(new FillLayout());
		SashForm halves = new SashForm(parent, SWT.VERTICAL);
		Composite above = new Composite(halves, SWT.NONE);
		SashForm below = new SashForm(halves, SWT.HORIZONTAL);
		new RequestView(new Composite(below, SWT.NONE), desk, status);
		HistoryView history = new HistoryView(new Composite(below, SWT.NONE), desk, status);
		certificates = new CertificateView(above, desk, status, people, history);
		halves.setWeights(3, 2);
		below.setWeights(11, 9);
	}

	@Focus
	void focus() {
		certificates.focus();
	}
}
