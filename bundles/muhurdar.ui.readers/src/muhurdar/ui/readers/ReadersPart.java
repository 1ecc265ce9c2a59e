package muhurdar.ui.readers;

import org.eclipse.e4.core.di.annotations.Optional;
import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.di.UIEventTopic;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.People;
import muhurdar.api.ReaderDoctor;
import muhurdar.api.ReaderReturns;
import muhurdar.api.Readers;
import muhurdar.api.Topics;
import muhurdar.ui.Desk;

/** The readers of this desk; below them the returns. */
public final class ReadersPart {

	private final ReturnView returns;
	private final ConnectedView connected;

	@Inject
	ReadersPart(Composite parent, Desk desk, @Service ReaderReturns returns, @Service People people,
			@Optional @Service @Nullable Readers readers, @Optional @Service @Nullable ReaderDoctor doctor) {
		parent.setLayout(new FillLayout());
		SashForm halves = new SashForm(parent, SWT.VERTICAL);
		connected = new ConnectedView(new Composite(halves, SWT.NONE), desk, readers, doctor,
				new ReturnForms(desk, returns, people));
		this.returns = new ReturnView(new Composite(halves, SWT.NONE), desk, returns, people);
		halves.setWeights(6, 5);
	}

	@Inject
	@Optional
	void benchRang(@UIEventTopic(Topics.BENCH) Object what) {
		connected.look();
	}

	@Focus
	void focus() {
		returns.focus();
	}
}
