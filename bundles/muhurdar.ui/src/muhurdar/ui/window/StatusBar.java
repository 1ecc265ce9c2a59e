package muhurdar.ui.window;

import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import muhurdar.api.Bench;
import muhurdar.api.Cards;
import muhurdar.api.CertificateStatus;
import muhurdar.api.CertificateStatus.Ca;
import muhurdar.domain.BatchId;
import muhurdar.domain.Right;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Icons;
import muhurdar.ui.Ids;
import muhurdar.ui.Look;
import muhurdar.ui.Mark;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** Readers, CA, database, what is being done, the running batch. Looks every second; the CA is asked every minute. */
final class StatusBar extends Composite {

	private static final int LOOK_MILLIS = 1000;
	/** Batches among which the running one is looked for. */
	private static final int NEWEST = 50;
	private static final int CA_EVERY = 60;
	private static final String PRODUCTION = "muhurdar.perspective.production";
	private static final String CERTIFICATES = "muhurdar.perspective.certificates";

	private final Desk desk;
	private final @Nullable Bench bench;
	private final @Nullable Cards cards;
	private final @Nullable CertificateStatus certificates;
	private final Item readers;
	private final Item authority;
	private final Item store;
	private final Label busy;
	private final Label run;
	private int looks;
	/** The batch of which it is known how many of its cards were made before this run. */
	private @Nullable BatchId counted;
	private int madeBefore;

	/** An icon and a word beside each other. */
	private static final class Item {

		private final Label icon;
		private final Label word;

		/** @param open what a click opens */
		Item(Composite parent, String id, Runnable open) {
			icon = Look.style(new Label(parent, SWT.NONE), "status");
			word = Look.style(new Label(parent, SWT.NONE), "status");
			Ids.set(word, id);
			icon.addListener(SWT.MouseDown, event -> open.run());
			word.addListener(SWT.MouseDown, event -> open.run());
		}

		void show(Mark mark) {
			if (!mark.text().equals(word.getText())) {
				icon.setImage(Icons.of(mark.tone()));
				word.setText(mark.text());
				word.getParent().layout();
			}
		}
	}

	StatusBar(Composite parent, Desk desk, @Nullable Bench bench, @Nullable Cards cards,
			@Nullable CertificateStatus certificates) {
		super(parent, SWT.NONE);
		this.desk = desk;
		this.bench = bench;
		this.cards = cards;
		this.certificates = certificates;
		Look.style(this, "status");
		GridLayout layout = new GridLayout(8, false);
		layout.marginWidth = 2 * Look.GRID;
		layout.marginHeight = Look.GRID / 2;
		layout.horizontalSpacing = Look.GRID;
		setLayout(layout);
		readers = new Item(this, "status.readers", () -> desk.open(PRODUCTION));
		authority = new Item(this, "status.ca", () -> desk.open(CERTIFICATES));
		store = new Item(this, "status.store", desk.watch()::lookNow);
		busy = Look.style(new Label(this, SWT.NONE), "status");
		Ids.set(busy, "status.busy");
		busy.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		run = Look.style(new Label(this, SWT.NONE), "status");
		Ids.set(run, "status.run");
		run.addListener(SWT.MouseDown, event -> desk.open(PRODUCTION));
		look();
	}

	private void look() {
		if (isDisposed()) {
			return;
		}
		Boolean answers = desk.watch().storeAnswers();
		store.show(answers == null ? new Mark(Tone.WAIT, Messages.Status_StoreAsked)
				: answers ? new Mark(Tone.DONE, Messages.Status_Store) : new Mark(Tone.LATE, Messages.Status_NoStore));
		Bench here = bench;
		if (here == null) {
			readers.show(new Mark(Tone.ENDED, Messages.Status_NoBench));
		} else {
			bench(here);
		}
		if (looks++ % CA_EVERY == 0) {
			askAuthority();
		}
		String slow = desk.background().slow();
		busy.setText(slow == null ? "" : slow);
		getDisplay().timerExec(LOOK_MILLIS, this::look);
	}

	private void askAuthority() {
		CertificateStatus asked = certificates;
		if (asked == null) {
			authority.show(new Mark(Tone.ENDED, Messages.Status_NoCa));
		} else {
			desk.background().run(Messages.Status_AskingCa, asked::ca, ca -> authority.show(mark(ca)));
		}
	}

	private static Mark mark(Ca ca) {
		if (ca.id().isEmpty()) {
			return new Mark(Tone.LATE, Messages.Status_NoCa);
		}
		if (!ca.answers()) {
			return new Mark(Tone.LATE, Messages.Status_CaSilent);
		}
		return new Mark(Tone.DONE, ca.test() ? Messages.Status_TestCa : Messages.Status_Ca);
	}

	private void bench(Bench here) {
		int there = here.tiles().size();
		readers.show(there == 0 ? new Mark(Tone.WAIT, Messages.Status_NoReaders)
				: new Mark(Tone.DONE, Texts.fill(Messages.Status_Readers, there)));
		Bench.Run now = here.run();
		if (!Objects.equals(counted, now.batch())) {
			counted = now.batch();
			madeBefore = 0;
			count(now);
		}
		String text = now.batch() == null ? "" : words(now);
		if (!text.equals(run.getText())) {
			run.setText(text);
			layout();
		}
	}

	/** A run that goes on after a pause counts only its own cards; people count the batch's. */
	private void count(Bench.Run now) {
		Cards here = cards;
		BatchId batch = now.batch();
		if (here != null && batch != null && desk.may(Right.SEE_PRODUCTION)) {
			desk.background().run(Messages.Status_Counting, () -> here.batches(0, NEWEST, desk.actor()).rows(),
					rows -> rows.stream().filter(row -> row.batch().id().equals(batch)).findFirst()
							.ifPresent(row -> madeBefore = row.orders() - now.orders()));
		}
	}

	private String words(Bench.Run now) {
		Integer left = now.secondsLeft();
		String base = Texts.fill(Messages.Status_Run, String.valueOf(now.number()), madeBefore + now.done(),
				madeBefore + now.orders());
		return left == null ? base : base + ", " + Texts.fill(Messages.Status_Left, Dates.wait(left));
	}
}
