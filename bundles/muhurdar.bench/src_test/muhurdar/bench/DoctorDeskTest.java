package muhurdar.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

import muhurdar.api.ReaderDoctor.Check;
import muhurdar.api.ReaderDoctor.Examination;
import muhurdar.api.ReaderDoctor.Finding;
import muhurdar.api.ReaderDoctor.Result;
import muhurdar.api.ReaderDoctor.Step;
import muhurdar.api.ReaderDoctor.Verdict;
import muhurdar.api.Words;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

class DoctorDeskTest {

	private static final String NAME = "Okuyucu 1";
	private static final ReaderName READER = new ReaderName("bad", NAME);
	/** T=1 alone, check byte right. */
	private static final Bytes ATR = Bytes.ofHex("3B800181");
	private static final Duration LONG = Duration.ofSeconds(30);
	private final Reader reader = new Reader();
	private final Plugged plugged = new Plugged(Clock.systemUTC());
	private int pinTries = 3;
	private boolean pinFaulty;
	private boolean pukFaulty;
	private boolean known = true;

	/** A reader that can be broken in many ways. */
	private final class Reader implements CardReaderDriver {

		final List<byte[]> commands = Collections.synchronizedList(new ArrayList<>());
		boolean there = true;
		List<ReaderName> more = List.of();
		boolean serviceGone;
		private boolean card = true;
		Kind opens;
		int atrChangesAt;
		int breaksAt = Integer.MAX_VALUE;
		int opened;

		@Override
		public List<ReaderName> readers() {
			if (serviceGone) {
				throw new ReaderFault(Kind.SERVICE_GONE, "no pcscd");
			}
			return there ? Stream.concat(Stream.of(READER), more.stream()).toList() : List.of();
		}

		@Override
		public synchronized boolean cardPresent(ReaderName name) {
			return card;
		}

		@Override
		public synchronized boolean awaitCard(ReaderName name, boolean present, Duration timeout) throws InterruptedException {
			long end = System.nanoTime() + timeout.toNanos();
			for (long left = timeout.toMillis(); card != present
					&& left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
				wait(left);
			}
			return card == present;
		}

		synchronized void card(boolean there) {
			card = there;
			notifyAll();
		}

		@Override
		public CardChannel open(ReaderName name) {
			if (opens != null) {
				throw new ReaderFault(opens, NAME);
			}
			boolean other = ++opened == atrChangesAt;
			return new CardChannel() {

				@Override
				public Bytes atr() {
					return other ? Bytes.ofHex("3B00") : ATR;
				}

				@Override
				public byte[] transmit(byte[] command) {
					commands.add(command.clone());
					if (commands.size() > breaksAt) {
						throw new ReaderFault(Kind.READER_GONE, NAME);
					}
					return new byte[] { 0x6D, 0 };
				}

				@Override
				public void close() {
					// nothing to let go
				}
			};
		}

		@Override
		public Optional<Bytes> reset(ReaderName name, int protocol) {
			return Optional.of(ATR);
		}
	}

	/** Cards that tell their tries and can do nothing else. */
	private CardProfile profile() {
		return new CardProfile() {

			@Override
			public String id() {
				return "bad";
			}

			@Override
			public Recognition recognises(Bytes atr) {
				return known ? Recognition.yes(Recognition.Reason.ATR_KNOWN, "")
						: Recognition.no(Recognition.Reason.ATR_FOREIGN, "");
			}

			@Override
			public SmartCard open(CardChannel channel) {
				return (SmartCard) Proxy.newProxyInstance(DoctorDeskTest.class.getClassLoader(),
						new Class<?>[] { SmartCard.class }, (self, method, arguments) -> switch (method.getName()) {
						case "pinTriesLeft" -> told(pinFaulty, OptionalInt.of(pinTries));
						case "pukTriesLeft" -> told(pukFaulty, OptionalInt.empty());
						default -> throw new AssertionError(method);
						});
			}
		};
	}

	private static OptionalInt told(boolean faulty, OptionalInt tries) {
		if (faulty) {
			throw new CardFault("tries", 0x6F00);
		}
		return tries;
	}

	private DoctorDesk doctor(Bundle... bundles) {
		plugged.drivers = List.of(reader);
		var doctor = new DoctorDesk(plugged, Clock.systemUTC(), Fakes.context(bundles));
		doctor.profiles = List.of(profile());
		return doctor;
	}

	private Examination examined() throws InterruptedException {
		DoctorDesk doctor = doctor();
		assertEquals(NAME, doctor.begin(NAME));
		assertTrue(doctor.awaitEnd(NAME, LONG));
		return doctor.examination(NAME).orElseThrow();
	}

	private static Step step(Examination examination, Check check) {
		return examination.steps().stream().filter(step -> step.check() == check).findFirst().orElseThrow();
	}

	@Test
	void aSoundReaderIsFineAndEveryCheckIsWrittenDown() throws Exception {
		Examination examination = examined();
		assertEquals(Verdict.FINE, examination.verdict());
		assertEquals(List.of(Check.values()), examination.steps().stream().map(Step::check).toList());
		assertEquals(Finding.RESET_NOT_OFFERED, step(examination, Check.RESET_T0).finding());
		assertEquals(Result.GOOD, step(examination, Check.RESET_T1).result());
		assertEquals(List.of("20"), step(examination, Check.STABLE).arguments());
		assertEquals("200", step(examination, Check.SOAK).arguments().getFirst());
		assertEquals(5, step(examination, Check.SOAK).arguments().size());
		assertEquals(Result.UNASKABLE, step(examination, Check.PUK).result());
		assertTrue(Words.of(Locale.of("tr")).report(examination).contains("PUK: sorulamaz."));
	}

	@Test
	void nothingIsSentThatCouldSpendATry() throws Exception {
		examined();
		assertEquals(200, reader.commands.size());
		assertTrue(reader.commands.stream().allMatch(command -> Arrays.asList(0xA4, 0x84).contains(command[1] & 0xFF)));
	}

	@Test
	void aMuteCardIsTheChipAndThatItLiesTheWrongWayRoundIsOnlySuspected() throws Exception {
		reader.opens = Kind.CARD_MUTE;
		Examination examination = examined();
		assertEquals(Verdict.CHIP, examination.verdict());
		assertTrue(Words.of(Locale.of("tr")).report(examination).contains("bu bir kuşkudur, kesin değildir"));
	}

	@Test
	void anAnswerToResetThatChangesIsTheReader() throws Exception {
		reader.atrChangesAt = 7;
		Examination examination = examined();
		assertEquals(Verdict.READER, examination.verdict());
		assertEquals(List.of("1", "20"), step(examination, Check.STABLE).arguments());
	}

	@Test
	void aReaderThatBreaksOffInTheSoakIsTheReader() throws Exception {
		reader.breaksAt = 120;
		Examination examination = examined();
		assertEquals(Verdict.READER, examination.verdict());
		assertEquals(List.of("120", "READER_GONE"), step(examination, Check.SOAK).arguments());
	}

	@Test
	void aBlockedPinIsThePin() throws Exception {
		pinTries = 0;
		Examination examination = examined();
		assertEquals(Verdict.PIN, examination.verdict());
		assertEquals(Finding.TRIES_NONE, step(examination, Check.PIN).finding());
	}

	@Test
	void aFaultInOneQuestionForTriesLeavesTheOtherItsLine() throws Exception {
		for (Check faulty : List.of(Check.PIN, Check.PUK)) {
			pinFaulty = faulty == Check.PIN;
			pukFaulty = faulty == Check.PUK;
			Examination examination = examined();
			assertEquals(List.of(Check.values()), examination.steps().stream().map(Step::check).toList());
			assertEquals(Finding.TRIES_UNTOLD, step(examination, faulty).finding());
			assertEquals(pinFaulty ? Finding.TRIES_UNTOLD : Finding.TRIES_LEFT, step(examination, Check.PIN).finding());
		}
		pinTries = 0;
		assertEquals(Verdict.PIN, examined().verdict());
	}

	@Test
	void aCardThatNobodyKnowsIsNotFineAndWhatWasIsSaid() throws Exception {
		known = false;
		Examination examination = examined();
		assertEquals(Verdict.CARD_UNKNOWN, examination.verdict());
		assertEquals(Finding.PROFILE_NONE, step(examination, Check.PROFILE).finding());
		assertTrue(Words.of(Locale.of("tr")).report(examination)
				.contains("Okuyucu ve karta teması sağlam; kart bilinen bir türden değil."));
	}

	@Test
	void aSilentServiceOfAnotherDriverIsToldInTheVerdict() throws Exception {
		Reader other = new Reader();
		other.serviceGone = true;
		DoctorDesk doctor = doctor();
		plugged.drivers = List.of(reader, other);
		doctor.begin(NAME);
		assertTrue(doctor.awaitEnd(NAME, LONG));
		Examination examination = doctor.examination(NAME).orElseThrow();
		assertEquals(Verdict.SERVICE, examination.verdict());
		assertEquals(Result.MIND, step(examination, Check.SERVICE).result());
	}

	@Test
	void aServiceThatIsGoneIsTheDriver() throws Exception {
		reader.serviceGone = true;
		Examination examination = examined();
		assertEquals(Verdict.DRIVER, examination.verdict());
		Step service = step(examination, Check.SERVICE);
		assertEquals(Result.BAD, service.result());
		assertEquals(List.of("SERVICE_GONE", "SERVICE_GONE: no pcscd"), service.arguments());
		assertEquals("Yanıt vermiyor: akıllı kart hizmeti çalışmıyor.", Words.of(Locale.of("tr")).finding(service));
	}

	@Test
	void aReaderOfADeclaredModelThatIsNotSeenIsTheReaderAndANameThatIsNobodysIsRefused(@TempDir Path folder)
			throws Exception {
		reader.there = false;
		Refusal refusal = assertThrows(Refusal.class, () -> doctor().begin(NAME));
		assertEquals(Why.READER_UNKNOWN, refusal.why());
		assertEquals(List.of(NAME), refusal.arguments());
		DoctorDesk doctor = doctor(Fakes.declaring("Okuyucu", folder));
		assertEquals(NAME, doctor.begin(NAME));
		assertTrue(doctor.awaitEnd(NAME, LONG));
		assertEquals(Verdict.READER, doctor.examination(NAME).orElseThrow().verdict());
		assertEquals(Why.READER_UNKNOWN, assertThrows(Refusal.class, () -> doctor.begin("yok")).why());
	}

	@Test
	void aBeginningThatSeveralReadersShareIsRefusedWithTheirNamesAndAWholeNameIsNot() throws Exception {
		reader.more = List.of(new ReaderName("bad", "Okuyucu 10"));
		DoctorDesk doctor = doctor();
		Refusal refusal = assertThrows(Refusal.class, () -> doctor.begin("Oku"));
		assertEquals(Why.READER_AMBIGUOUS, refusal.why());
		assertEquals(List.of("Oku", List.of(NAME, "Okuyucu 10")), refusal.arguments());
		assertTrue(Words.sentence(refusal, Locale.of("tr")).contains("Okuyucu 1, Okuyucu 10"));
		assertEquals(NAME, doctor.begin(NAME));
		assertTrue(doctor.awaitEnd(NAME, LONG));
	}

	@Test
	void withoutACardItWaitsForOneAndCanBeCancelled() throws Exception {
		reader.card(false);
		DoctorDesk doctor = doctor();
		doctor.begin(NAME);
		while (doctor.examination(NAME).orElseThrow().steps().stream().noneMatch(step -> step.check() == Check.CARD)) {
			Thread.onSpinWait();
		}
		doctor.cancel(NAME);
		assertTrue(doctor.awaitEnd(NAME, LONG));
		Examination examination = doctor.examination(NAME).orElseThrow();
		assertEquals(Verdict.UNDECIDED, examination.verdict());
		assertEquals(Finding.CANCELLED, examination.steps().getLast().finding());
	}

	@Test
	void aReaderThatABatchOrAnExaminationWorksWithIsRefusedUntilItIsFree() throws Exception {
		DoctorDesk doctor = doctor();
		assertTrue(plugged.take(READER));
		assertEquals(Why.READER_BUSY, assertThrows(Refusal.class, () -> doctor.begin(NAME)).why());
		plugged.release(READER);
		reader.card(false);
		doctor.begin("Okuyucu");
		assertEquals(Why.READER_BUSY, assertThrows(Refusal.class, () -> doctor.begin(NAME)).why());
		reader.card(true);
		assertTrue(doctor.awaitEnd(NAME, LONG));
		assertTrue(plugged.take(READER));
	}
}
