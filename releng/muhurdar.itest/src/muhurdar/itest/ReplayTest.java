package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import muhurdar.api.CardLook;
import muhurdar.api.CardTrace;
import muhurdar.api.Readers;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;

/** A dialogue that was recorded with a profile is had again by the same profile, without the card. */
class ReplayTest {

	private static final Bytes CERTIFICATE = Bytes.ofHex("30820102" + "07A5".repeat(129));
	private static final String TYPE = "muhurdar.simulator.type";

	private final Readers readers = House.service(Readers.class);

	@Test
	void anAkisCardIsReadFromItsRecordingAsFromItself() throws Exception {
		readTwice("akis");
	}

	@Test
	void aPivCardIsReadFromItsRecordingAsFromItself() throws Exception {
		readTwice("piv");
	}

	private void readTwice(String profile) throws Exception {
		CardLook seen;
		CardTrace recorded;
		String before = System.setProperty(TYPE, profile);
		try {
			Replay.restart(); // blank cards are of that type then
			SimulatedHands hands = House.service(SimulatedHands.class);
			CardReaderDriver driver = Replay.driver("LocalDesk");
			ReaderName reader = driver.readers().getFirst();
			hands.remove(reader);
			ChipSerial chip = hands.makeBlank(1).getFirst();
			hands.insert(reader, chip);
			make(profile, driver, reader);
			seen = readers.look(reader.name());
			recorded = readers.trace(reader.name()).orElseThrow();
			hands.remove(reader);
			assertEquals(profile, seen.profile());
			assertEquals(chip, seen.reading().serial());
			assertEquals(CERTIFICATE, seen.reading().certificate());
		} finally {
			if (before == null) {
				System.clearProperty(TYPE);
			} else {
				System.setProperty(TYPE, before);
			}
			Replay.restart();
		}
		try (Replay replay = new Replay(recorded, CardTrace.RESET)) {
			assertEquals(seen, readers.look(replay.reader.name()));
			List<CardTrace.Line> again = readers.trace(replay.reader.name()).orElseThrow().lines();
			assertTrue(again.size() > 5, again::toString);
			int from = recorded.lines().size() - again.size();
			assertEquals(said(recorded.lines().subList(from, recorded.lines().size())), said(again));
		}
	}

	private static List<String> said(List<CardTrace.Line> lines) {
		return lines.stream().map(line -> line.command() + " " + line.answer()).toList();
	}

	/** As the bench does, but with a key, a PIN and a PUK of the test. */
	private static void make(String id, CardReaderDriver driver, ReaderName reader) {
		CardProfile profile = House.services(CardProfile.class).stream().filter(each -> each.id().equals(id)).findFirst()
				.orElseThrow();
		try (CardChannel channel = driver.open(reader)) {
			SmartCard card = profile.open(channel);
			if (profile.managed()) {
				card.takeOver(secret("0123456789abcdef0123456789ABCDEF"));
			}
			card.generateKeyPair(KeyType.EC_P256);
			card.signBeforePin(CERTIFICATE);
			card.writeCertificate(CERTIFICATE, "Işıl Çağrı Öğüş");
			card.setPin(secret("123456"));
			card.setPuk(secret("87654321"));
		}
	}

	private static Secret secret(String text) {
		return Secret.taking(text.getBytes(StandardCharsets.US_ASCII));
	}
}
