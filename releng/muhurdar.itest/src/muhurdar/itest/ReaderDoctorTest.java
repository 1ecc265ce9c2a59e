package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;

import muhurdar.api.ReaderDoctor;
import muhurdar.api.ReaderDoctor.Check;
import muhurdar.api.ReaderDoctor.Examination;
import muhurdar.api.ReaderDoctor.Finding;
import muhurdar.api.ReaderDoctor.Result;
import muhurdar.api.ReaderDoctor.Verdict;
import muhurdar.api.ReaderModel;
import muhurdar.api.Readers;
import muhurdar.api.Words;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.SimulatedCard;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.AtrFlaw;
import muhurdar.domain.Batch;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;

/** The doctor and the list of readers, on the simulated cards. */
class ReaderDoctorTest {

	private static final Duration LONG = Duration.ofMinutes(1);
	private final ProductionLine line = new ProductionLine();
	private final ReaderDoctor doctor = House.service(ReaderDoctor.class);
	private final Readers readers = House.service(Readers.class);
	private ReaderName reader;
	private ChipSerial finished;

	/** A finished card in the first reader. */
	@BeforeEach
	void aFinishedCard() throws Exception {
		line.blanks(2);
		Batch batch = line.batch(line.orders(1));
		line.run(batch.id());
		finished = line.cardsOf(batch).getFirst().serial();
		reader = line.bench.readers().stream().filter(one -> one.driver().equals("simulated")).findFirst().orElseThrow();
		for (ReaderName one : line.bench.readers()) {
			if (one.driver().equals("simulated")) {
				line.hands.remove(one);
			}
		}
		line.hands.insert(reader, finished);
	}

	@AfterEach
	void takeItOut() {
		line.hands.remove(reader);
	}

	/** As soon as the batch has let go of the reader. */
	private Examination examine() throws Exception {
		long end = System.nanoTime() + LONG.toNanos();
		while (true) {
			try {
				doctor.begin(reader.name());
				break;
			} catch (Refusal busy) {
				assertEquals(Why.READER_BUSY, busy.why());
				assertTrue(System.nanoTime() < end, "busy for ever");
			}
		}
		assertTrue(doctor.awaitEnd(reader.name(), LONG));
		return doctor.examination(reader.name()).orElseThrow();
	}

	@Test
	void aFinishedCardIsExaminedWithoutATryOfItsPinOrPuk() throws Exception {
		SimulatedCard before = line.hands.lookInto(finished);
		assertTrue(before.finished());
		for (int i = 0; i < 5; i++) {
			Examination examination = examine();
			Map<Check, Finding> found = examination.steps().stream()
					.collect(Collectors.toMap(step -> step.check(), step -> step.finding()));
			Verdict fine = found.get(Check.SERVICE) == Finding.SERVICE_SILENT ? Verdict.SERVICE : Verdict.FINE; // no pcscd here
			assertEquals(fine, examination.verdict(), () -> Words.of(Locale.ENGLISH).report(examination));
			assertEquals(Finding.TRIES_LEFT, found.get(Check.PIN));
			assertEquals(Finding.TRIES_LEFT, found.get(Check.PUK));
			assertEquals(Finding.SOAK_PASSED, found.get(Check.SOAK));
			assertEquals(Finding.ATR_SAME, found.get(Check.STABLE));
		}
		SimulatedCard after = line.hands.lookInto(finished);
		assertEquals(3, after.pinTriesLeft());
		assertEquals(3, after.pukTriesLeft());
		assertEquals(before.certificate(), after.certificate());
	}

	@Test
	void aBlockedPinIsToldAndNothingIsTriedOnIt() throws Exception {
		examine(); // the batch has let go
		CardReaderDriver driver = service(CardReaderDriver.class, "(reader.driver=simulated)");
		CardProfile akis = service(CardProfile.class, "(card.profile=akis)");
		for (int i = 0; i < 3; i++) {
			try (CardChannel channel = driver.open(reader); Secret wrong = Secret.typed("000000".toCharArray())) {
				SmartCard card = akis.open(channel);
				assertThrows(CardFault.class, () -> card.verifyPinAtLastTry(wrong));
			}
		}
		assertEquals(0, line.hands.lookInto(finished).pinTriesLeft());
		Examination examination = examine();
		assertEquals(Verdict.PIN, examination.verdict());
		assertEquals(3, line.hands.lookInto(finished).pukTriesLeft());
	}

	private static <T> T service(Class<T> type, String filter) throws Exception {
		var context = FrameworkUtil.getBundle(ReaderDoctorTest.class).getBundleContext();
		return context.getService(context.getServiceReferences(type, filter).iterator().next());
	}

	@Test
	void aCardThatGoesMuteInTheSoakIsTheChip() throws Exception {
		examine();
		line.hands.plan(reader, new Trouble(50, Trouble.What.MUTE, 0));
		Examination examination = examine();
		assertEquals(Verdict.CHIP, examination.verdict());
		assertEquals(Result.BAD, examination.steps().getLast().result());
		assertEquals(List.of("49", "CARD_MUTE"), examination.steps().getLast().arguments());
	}

	@Test
	void theListShowsTypeSerialTriesAndHealthOfTheCardThatIsIn() throws Exception {
		examine();
		assertTrue(readers.awaitCards(LONG));
		long end = System.nanoTime() + LONG.toNanos();
		Readers.Row row = row();
		while (row.inside() != Readers.Inside.KNOWN) {
			assertTrue(System.nanoTime() < end, row::toString);
			row = row();
		}
		assertEquals("akis", row.profile());
		assertEquals(finished, row.serial());
		assertEquals(3, row.pinTries());
		assertTrue(row.health().commands() > 200 && row.health().cards() > 0 && row.health().p95Micros() > 0, row::toString);
	}

	private Readers.Row row() {
		return readers.rows().stream().filter(one -> one.reader().equals(reader)).findFirst().orElseThrow();
	}

	@Test
	void aCardIsIdentifiedAndEveryProfileSaysWhyNot() throws Exception {
		examine();
		Readers.Identity identity = readers.identify(reader.name());
		assertTrue(identity.atr().sound() && identity.atr().offers(1));
		assertFalse(identity.atr().flaws().contains(AtrFlaw.TCK_WRONG));
		assertEquals(Recognition.Answer.YES,
				identity.asked().stream().filter(asked -> asked.profile().equals("akis")).findFirst().orElseThrow().recognition()
						.answer());
		assertTrue(identity.stub().contains(identity.atr().bytes().toHex()));
	}

	@Test
	void theModelsAreReadFromTheirBundlesWhichHaveNoCodeToStart() {
		Map<String, ReaderModel> models = readers.models().stream().collect(Collectors.toMap(ReaderModel::id, one -> one));
		assertTrue(models.keySet().containsAll(List.of("acs.acr38t", "acs.acr39", "udea.milko")), models::toString);
		for (ReaderModel model : models.values()) {
			for (Locale locale : List.of(Locale.ENGLISH, Locale.of("tr"))) {
				assertFalse(model.chip(locale).isBlank(), model::toString);
				for (String os : List.of("linux", "windows", "macos")) {
					assertFalse(model.driver(os, locale).isBlank(), model + os);
				}
			}
			assertEquals(model.faults(Locale.ENGLISH).size(), model.faults(Locale.of("tr")).size());
			assertTrue(new String(model.picture().toArray()).startsWith("<svg "));
			assertFalse(model.usb().isEmpty());
		}
		assertTrue(models.get("acs.acr38t").matches("ACS ACR38U 00 00") > models.get("acs.acr39").matches("ACS ACR38U 00 00"));
		assertTrue(Arrays.stream(FrameworkUtil.getBundle(ReaderDoctorTest.class).getBundleContext().getBundles())
				.filter(bundle -> bundle.getSymbolicName().matches("muhurdar\\.reader\\.(acs|milko)"))
				.allMatch(bundle -> bundle.findEntries("/", "*.class", true) == null));
	}
}
