package muhurdar.ui.window;

import java.util.List;

import org.eclipse.e4.core.di.annotations.Optional;
import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.core.services.events.IEventBroker;
import org.eclipse.e4.ui.model.application.ui.advanced.MPerspective;
import org.eclipse.e4.ui.workbench.UIEvents;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.Bench;
import muhurdar.api.Cards;
import muhurdar.api.CertificateStatus;
import muhurdar.api.People;
import muhurdar.domain.HolderId;
import muhurdar.ui.Background;
import muhurdar.ui.Desk;
import muhurdar.ui.Notice;
import muhurdar.ui.Strip;
import muhurdar.ui.StripAction;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** At the foot of the window: what has just been said, the person's strip, the status bar. */
public final class Foot implements Desk.Window, Background.Voice {

	private final Composite foot;
	private final Banner banner;
	private final Strip strip;
	private final EPartService parts;

	@Inject
	Foot(Composite parent, Desk desk, EPartService parts, IEventBroker events, @Service People people,
			@Service List<StripAction> actions,
			@Optional @Service @Nullable Bench bench, @Optional @Service @Nullable Cards cards,
			@Optional @Service @Nullable CertificateStatus certificates) {
		this.parts = parts;
		foot = new Composite(parent, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = layout.verticalSpacing = 0;
		foot.setLayout(layout);
		banner = new Banner(foot, this::resized);
		row(banner, true);
		strip = new Strip(foot, desk, people, () -> actions, this::resized);
		row(strip, true);
		row(new StatusBar(foot, desk, bench, cards, certificates), false);
		events.subscribe(UIEvents.ElementContainer.TOPIC_SELECTEDELEMENT, event -> {
			if (event.getProperty(UIEvents.EventTags.NEW_VALUE) instanceof MPerspective && !banner.isDisposed()) {
				banner.leave();
			}
		});
		desk.window(this);
		desk.background().voice(this);
		desk.watch().start(parent.getShell());
	}

	private static void row(Composite row, boolean hidden) {
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
		data.exclude = hidden;
		row.setVisible(!hidden);
		row.setLayoutData(data);
	}

	private void resized() {
		foot.requestLayout();
	}

	@Override
	public void say(Notice notice) {
		banner.show(notice);
	}

	@Override
	public void strip(@Nullable HolderId holder) {
		strip.show(holder);
	}

	@Override
	public void open(String perspective) {
		parts.switchPerspective(perspective);
	}

	@Override
	public void refused(String sentence) {
		banner.show(new Notice(Tone.WAIT, sentence, null, null));
	}

	@Override
	public void failed(String label, String id) {
		banner.show(new Notice(Tone.LATE, Texts.fill(Messages.Foot_Failed, label, id), null, null));
	}
}
