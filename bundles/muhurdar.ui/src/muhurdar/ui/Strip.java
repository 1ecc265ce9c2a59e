package muhurdar.ui;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import muhurdar.api.People;
import muhurdar.api.Person;
import muhurdar.domain.Certificate;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.HolderId;
import muhurdar.domain.Order;
import muhurdar.domain.OrderState;
import muhurdar.domain.ReaderReturn;
import muhurdar.domain.Right;
import muhurdar.domain.Shipment;

/**
 * Everything about one person on one line: order, card, certificate, parcel, reader, each with its state, and the legal
 * next actions of all {@link StripAction}s. Reads the person again when something has changed. Display thread only.
 */
public final class Strip extends Composite {

	private static final int MOST_BUTTONS = 6;

	private final Desk desk;
	private final People people;
	private final Supplier<List<StripAction>> offers;
	private final Runnable resized;
	private @Nullable HolderId holder;

	/** @param resized called when the strip wants another height, for instance none */
	public Strip(Composite parent, Desk desk, People people, Supplier<List<StripAction>> offers, Runnable resized) {
		super(parent, SWT.NONE);
		this.desk = desk;
		this.people = people;
		this.offers = offers;
		this.resized = resized;
		Look.style(this, "strip");
		Ids.set(this, "strip", Messages.Strip_Name);
		desk.watch().listen(this, this::look);
		Keys.bindWindow(this, SWT.ESC, () -> show(null));
	}

	/** Whose strip it is; null puts it away. */
	public void show(@Nullable HolderId whose) {
		boolean other = !Objects.equals(whose, holder);
		holder = whose;
		if (whose == null) {
			draw(null);
		} else if (other) {
			look();
		}
	}

	private void look() {
		HolderId asked = holder;
		if (asked != null) {
			desk.background().run(Messages.Strip_Loading, () -> people.person(asked, desk.actor()), person -> {
				if (Objects.equals(asked, holder)) {
					draw(person);
				}
			});
		}
	}

	private void draw(@Nullable Person person) {
		for (var child : getChildren()) {
			child.dispose();
		}
		if (person != null) {
			fill(person);
		}
		setVisible(person != null);
		if (getLayoutData() instanceof GridData data) {
			data.exclude = person == null;
		}
		layout(true, true);
		resized.run();
	}

	private void fill(Person person) {
		GridLayout layout = new GridLayout(7, false);
		layout.marginWidth = 2 * Look.GRID;
		layout.marginHeight = Look.GRID;
		layout.horizontalSpacing = 3 * Look.GRID;
		setLayout(layout);
		who(person);
		boolean own = Objects.equals(person.holder().id(), desk.user().holder());
		Instant now = Instant.now();
		cell(Messages.Strip_Order, may(Right.SEE_ORDERS, Right.SEE_PRODUCTION), person.orders(), Order::number, Strip::mark);
		cell(Messages.Strip_Card, true, person.cards(), card -> card.serial().shown(), card -> Labels.mark(card.state()));
		cell(Messages.Strip_Certificate, may(Right.SEE_CERTIFICATES, Right.SUSPEND),
				Validity.inForceFirst(person.certificates(), now), Strip::serial, one -> Validity.of(one, now));
		cell(Messages.Strip_Shipment, own || may(Right.SEE_SHIPMENTS), person.shipments(), Shipment::trackingNumber,
				shipment -> Labels.mark(shipment.state()));
		cell(Messages.Strip_Reader, own || may(Right.SEE_RETURNS), person.readers(), ReaderReturn::number,
				reader -> Labels.mark(reader.state()));
		actions(person);
	}

	private void who(Person person) {
		Composite block = block(true);
		Label name = line(block, person.holder().fullName(), "strip");
		name.setFont(Look.font(name, 1.15, SWT.BOLD));
		line(block, person.holder().maskedIdentityNo() + "   " + person.institution().name(), "stripMuted");
		HolderCondition condition = person.holder().condition();
		if (condition == HolderCondition.ACTIVE) {
			line(block, consent(person), "stripMuted");
		} else {
			marked(block, new Mark(Tone.LATE, Labels.of(condition)));
		}
	}

	/** E-Onay is there for all orders; a form is there for the order that it came with. */
	static String consent(Person person) {
		LocalDate consentOn = person.holder().consentOn();
		if (consentOn != null) {
			return Texts.fill(Messages.Strip_Consent, Dates.day(consentOn));
		}
		return person.orders().stream().filter(order -> order.alive() && order.consent() != null).findFirst()
				.map(order -> Texts.fill(Messages.Strip_Form, order.number())).orElse(Messages.Strip_NoConsent);
	}

	private static Mark mark(Order order) {
		boolean waits = order.state() == OrderState.AWAITING_CONSENT && order.consent() != null;
		return Labels.mark(waits ? OrderState.SUBMITTED : order.state());
	}

	private boolean may(Right... any) {
		return Stream.of(any).anyMatch(desk::may);
	}

	/** @param seen false: there may be records, but not for this person's eyes */
	private <T> void cell(String caption, boolean seen, List<T> records, java.util.function.Function<T, String> code,
			java.util.function.Function<T, Mark> mark) {
		Composite block = block(false);
		String more = records.size() > 1 ? "  (" + records.size() + ")" : "";
		line(block, caption + more, "stripMuted");
		if (records.isEmpty()) {
			line(block, seen ? "–" : Messages.Strip_Unseen, "stripMuted");
			return;
		}
		T newest = records.getFirst();
		line(block, code.apply(newest), "strip");
		marked(block, mark.apply(newest));
		if (records.size() > 1) {
			List<String> all = new ArrayList<>();
			records.forEach(one -> all.add(code.apply(one) + "  " + mark.apply(one).text()));
			block.setToolTipText(String.join("\n", all));
			for (var child : block.getChildren()) {
				child.setToolTipText(block.getToolTipText());
			}
		}
	}

	private static String serial(Certificate certificate) {
		String number = certificate.serialNumber();
		return number == null ? "…" : number.length() <= 12 ? number : "…" + number.substring(number.length() - 11);
	}

	private Composite block(boolean grow) {
		Composite block = Look.style(new Composite(this, SWT.NONE), "strip");
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = 0;
		layout.verticalSpacing = 2;
		block.setLayout(layout);
		block.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, grow, false));
		return block;
	}

	private static Label line(Composite block, String text, String style) {
		Label label = Look.style(new Label(block, SWT.NONE), style);
		label.setText(text.replace("&", "&&"));
		return label;
	}

	private static void marked(Composite block, Mark mark) {
		Composite pair = Look.style(new Composite(block, SWT.NONE), "strip");
		GridLayout layout = new GridLayout(2, false);
		layout.marginWidth = layout.marginHeight = 0;
		layout.horizontalSpacing = 4;
		pair.setLayout(layout);
		Look.style(new Label(pair, SWT.NONE), "strip").setImage(Icons.of(mark.tone()));
		Label word = line(pair, mark.text(), "strip");
		Look.style(word, "strip" + mark.tone());
	}

	/** Not while the next person is being read: what is drawn is the one before. */
	private void run(Person person, Action action) {
		if (Objects.equals(person.holder().id(), holder)) {
			action.run().run();
		}
	}

	private void actions(Person person) {
		List<Action> all = new ArrayList<>();
		offers.get().forEach(offer -> all.addAll(offer.actions(person, desk, getShell())));
		List<Action> shown = all.subList(0, Math.min(MOST_BUTTONS, all.size()));
		Composite block = block(false);
		GridLayout rows = (GridLayout) block.getLayout();
		rows.numColumns = Math.max(1, (shown.size() + 1) / 2);
		rows.horizontalSpacing = rows.verticalSpacing = Look.GRID / 2;
		for (Action action : shown) {
			Button button = new Button(block, SWT.PUSH);
			String key = action.accelerator() == 0 ? "" : "   " + Keys.label(action.accelerator());
			button.setText(action.text() + key);
			GridData data = Look.wide(button);
			data.horizontalAlignment = SWT.FILL;
			button.setLayoutData(data);
			Ids.set(button, action.id(), action.text());
			String grey = action.grey(desk);
			button.setEnabled(grey == null);
			button.setToolTipText(grey == null ? "" : grey);
			block.setToolTipText(grey == null ? "" : grey);
			Runnable run = () -> run(person, action);
			button.addListener(SWT.Selection, event -> run.run());
			if (action.accelerator() != 0 && grey == null) {
				Keys.bindWindow(block, action.accelerator(), run);
			}
		}
	}
}
