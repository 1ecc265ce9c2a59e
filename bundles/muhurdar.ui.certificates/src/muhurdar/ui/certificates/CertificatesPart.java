package muhurdar.ui.certificates;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.CallScript;
import muhurdar.api.CertificateStatus;
import muhurdar.api.People;
import muhurdar.api.StatusLists;
import muhurdar.ui.Desk;

/** Certificates; below, everything about the chosen one. */
public final class CertificatesPart {

	private final CertificateView certificates;

	@Inject
	CertificatesPart(Composite parent, Desk desk, @Service CertificateStatus status, @Service StatusLists lists,
			@Service CallScript calls, @Service People people) {
		parent.setLayout(new FillLayout());
		SashForm halves = new SashForm(parent, SWT.VERTICAL);
		Composite above = new Composite(halves, SWT.NONE);
		DetailTabs details = new DetailTabs(halves, desk, status);
		certificates = new CertificateView(above, desk, status, lists, calls, people, details);
		halves.setWeights(5, 3);
	}

	@Focus
	void focus() {
		certificates.focus();
	}
}
