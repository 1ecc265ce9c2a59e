package muhurdar.ui.window;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import muhurdar.ui.Icons;
import muhurdar.ui.Ids;
import muhurdar.ui.Look;
import muhurdar.ui.Notice;
import muhurdar.ui.Tone;

/**
 * One sentence across the window. Good news goes by itself after a while; a no stays until it is closed or replaced, or
 * another perspective is opened.
 */
final class Banner extends Composite {

	private static final int GOOD_NEWS_MILLIS = 8000;

	private final Runnable resized;
	private final Label icon;
	private final Label sentence;
	private final Button act;
	private final Button close;
	private @Nullable Notice shown;

	Banner(Composite parent, Runnable resized) {
		super(parent, SWT.NONE);
		this.resized = resized;
		GridLayout layout = new GridLayout(4, false);
		layout.marginWidth = 2 * Look.GRID;
		layout.marginHeight = Look.GRID / 2;
		layout.horizontalSpacing = Look.GRID;
		setLayout(layout);
		icon = new Label(this, SWT.NONE);
		sentence = new Label(this, SWT.WRAP);
		Ids.set(sentence, "banner");
		sentence.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		act = new Button(this, SWT.PUSH);
		act.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
		Ids.set(act, "banner.act");
		act.addListener(SWT.Selection, event -> act());
		close = new Button(this, SWT.PUSH | SWT.FLAT);
		Ids.set(close, "banner.close", Messages.Banner_Close);
		close.setText("✕");
		close.setToolTipText(Messages.Banner_Close);
		close.addListener(SWT.Selection, event -> hide());
	}

	private void act() {
		Notice notice = shown;
		hide();
		if (notice != null && notice.action() instanceof Runnable action) {
			action.run();
		}
	}

	void show(Notice notice) {
		shown = notice;
		Tone tone = notice.tone();
		Look.style(this, "banner" + tone);
		Look.style(icon, "banner" + tone);
		Look.style(sentence, "banner" + tone);
		icon.setImage(Icons.of(tone == Tone.PLAIN ? "info" : tone.icon(), 16, Look.color(tone)));
		sentence.setText(notice.sentence().replace("&", "&&"));
		String text = notice.actionText();
		act.setText(text == null ? "" : text);
		act.setVisible(text != null);
		if (act.getLayoutData() instanceof GridData data) {
			data.exclude = text == null;
		}
		visible(true);
		if (tone == Tone.DONE) {
			getDisplay().timerExec(GOOD_NEWS_MILLIS, () -> {
				if (shown == notice && !isDisposed()) {
					hide();
				}
			});
		}
	}

	/** Another perspective is opened: what was said in this one is over, but for a fault. */
	void leave() {
		Notice notice = shown;
		if (notice != null && notice.tone() != Tone.LATE) {
			hide();
		}
	}

	private void hide() {
		shown = null;
		visible(false);
	}

	private void visible(boolean on) {
		setVisible(on);
		if (getLayoutData() instanceof GridData data) {
			data.exclude = !on;
		}
		layout();
		resized.run();
	}
}
