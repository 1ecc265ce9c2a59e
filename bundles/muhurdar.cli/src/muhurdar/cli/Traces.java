package muhurdar.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.CardTrace;
import muhurdar.api.ReaderHealth;
import muhurdar.api.Readers;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Dialogues with cards: reads a card in order to have one, and writes those of a run into files. */
final class Traces {

	private static final Logger LOG = LoggerFactory.getLogger(Traces.class);

	private final Readers readers;

	Traces(Readers readers) {
		this.readers = readers;
	}

	/** Reads the card in that reader; the dialogue is told also when card or reader break it off. */
	void in(String reader, Consumer<CardTrace> listener) {
		try {
			readers.look(reader);
		} finally {
			readers.trace(reader).ifPresent(listener);
		}
	}

	/** Looks for the card in all readers. */
	void of(ChipSerial chip, Consumer<CardTrace> listener) {
		for (Readers.Row row : readers.rows()) {
			String reader = row.reader().name();
			try {
				ChipSerial there = readers.look(reader).reading().serial();
				if (there.equals(chip) || there.shown().equals(chip.hex())) {
					readers.trace(reader).ifPresent(listener);
					return;
				}
			} catch (Refusal no) {
				LOG.info("{}: {}", reader, no.why()); // no card in it, or one that nobody knows: it may be the next
			}
		}
		throw new Refusal(Why.NOT_FOUND, chip);
	}

	/** The last card of every reader, a file each: {@code CHIP.trace}, or the reader's number if the chip said nothing. */
	void write(Path folder) {
		int number = 0;
		for (ReaderHealth reader : readers.health()) {
			CardTrace trace = readers.trace(reader.reader().name()).orElseThrow();
			ChipSerial chip = trace.chip();
			write(folder.resolve((chip == null ? "reader-" + ++number : chip.hex()) + ".trace"), trace);
		}
	}

	static void write(Path file, CardTrace trace) {
		OutFile.writeIntoFolder(file, trace.text().getBytes(StandardCharsets.UTF_8));
	}
}
