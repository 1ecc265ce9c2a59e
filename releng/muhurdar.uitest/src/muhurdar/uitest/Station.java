package muhurdar.uitest;

import static org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable.syncExec;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withId;

import java.time.Duration;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotText;

import muhurdar.api.Bench;
import muhurdar.api.Deliveries;
import muhurdar.api.PackableRow;
import muhurdar.api.Readers;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.domain.ChipSerial;

/** The packing station as somebody with a barcode scanner and a box of made cards uses it: nobody clicks anything. */
record Station(Sitting clerk) {

	static final String TAB = "Paketleme masası";

	/** Envelope, card, label; seen as packed. */
	void pack(PackableRow card, String tracking) {
		empty();
		untilSays("ZARFI OKUTUN");
		scan(envelope(card));
		untilSays("KARTI OKUYUCUYA TAKIN");
		insert(card.chip());
		untilSays("ETİKETİ OKUTUN");
		scan(tracking);
		untilSays("Paketlendi: " + envelope(card));
		empty();
	}

	static String envelope(PackableRow card) {
		return "%04d".formatted(card.envelope());
	}

	/** What a keyboard wedge does: it types into what has the focus, and Enter. */
	void scan(String code) {
		SWTBotText field = clerk.bot().textWithId("station.scan");
		clerk.until("the field has the focus", field::isActive);
		field.setText(code);
		clerk.press(0, SWT.CR);
	}

	void untilSays(String words) {
		clerk.until("the station says " + words, () -> tile().contains(words));
	}

	String tile() {
		Widget tile = clerk.bot().widget(withId("tile.1"));
		return syncExec(tile.getDisplay(), () -> String.valueOf(tile.getData()));
	}

	/** The checked card of this person that is not packed yet. */
	static PackableRow card(String name) {
		return House.service(Deliveries.class).waiting(0, 1000, House.as("gul.celik")).rows().stream()
				.filter(row -> row.name().equals(name)).findFirst().orElseThrow();
	}

	/** No card is in any reader, and the product has seen it: a person is not faster than that. */
	private void empty() {
		readers().forEach(House.service(SimulatedHands.class)::remove);
		clerk.until("no reader has a card", () -> {
			try {
				return House.service(Readers.class).awaitCard("", Duration.ZERO).isEmpty();
			} catch (InterruptedException e) {
				throw new AssertionError(e);
			}
		});
	}

	/** This card is in the first reader, and no other in any. */
	void insert(ChipSerial chip) {
		insert(chip, () -> {
			// nothing goes wrong with it
		});
	}

	/** The same. @param before done when no card is in any reader */
	void insert(ChipSerial chip, Runnable before) {
		empty();
		before.run();
		House.service(SimulatedHands.class).insert(readers().getFirst(), chip);
	}

	static List<ReaderName> readers() {
		return House.service(Bench.class).readers().stream().filter(reader -> reader.driver().equals("simulated")).toList();
	}
}
