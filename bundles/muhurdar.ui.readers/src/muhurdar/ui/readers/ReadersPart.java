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
import muhurdar.api.Bench;
import muhurdar.api.People;
import muhurdar.api.ReaderReturns;
import muhurdar.api.Topics;
import muhurdar.ui.Desk;

/** Reader returns; beside them the readers of this desk. */
public final class ReadersPart {

	private final ReturnView returns;
	private final ConnectedView connected;

	@Inject
	ReadersPart(Composite parent, Desk desk, @Service ReaderReturns returns, @Service People people,
			@Optional @Service @Nullable Bench bench) {
		parent.setLayout(new FillLayout());
		SashForm halves = new SashForm(parent, SWT.HORIZONTAL);
		this.returns = new ReturnView(new Composite(halves, SWT.NONE), desk, returns, people);
		connected = new ConnectedView(new Composite(halves, SWT.NONE), desk, bench);
		halves.setWeights(4, 1);
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
