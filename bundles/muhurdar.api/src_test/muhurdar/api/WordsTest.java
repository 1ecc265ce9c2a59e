package muhurdar.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.Recognition;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderState;
import muhurdar.domain.QualityRule;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.Why;

class WordsTest {

	private static final Locale TR = Locale.of("tr", "TR");
	private static final Words TURKISH = Words.of(TR);
	private static final Words ENGLISH = Words.of(Locale.ENGLISH);
	private static final Pattern ARGUMENT = Pattern.compile("\\{([0-9])}");

	/** How many arguments a sentence gets: those that Why lists, and one that follows from them. */
	private static int arguments(Why why) {
		return switch (why) {
		case WRONG_STATE, RANGE_INVALID, CARDS_KNOWN, COUNT_DIFFERS -> 3;
		case CHANGED_MEANWHILE, NOT_ALLOWED, TOO_EARLY_TO_RENEW, CARD_NOT_IN_STOCK, CARD_FAULT, FIELD_INVALID, STORE_SCHEMA,
				CARD_KEPT, CARD_NOT_KEPT, CARDS_UNACCOUNTED, CARDS_NOT_OF_BATCH,
				SETTINGS_UNREADABLE, DELIVERY_BEFORE_HANDOVER, PACKING_STOPPED, READER_AMBIGUOUS, BATCH_ELSEWHERE, READER_SPOILS,
				READER_SLOW -> 2;
		case NOT_FOUND, CARD_STILL_IN_READER, CARDS_IN_SEVERAL_READERS, ENVELOPE_UNKNOWN, LABEL_MISSING, LABEL_EXPECTED,
				FOUR_EYES, CERTIFICATE_EXPIRED, OPEN_ORDER, TOO_EARLY_TO_PRODUCE, CARD_UNKNOWN, CARD_NOT_BLANK,
				ATR_UNKNOWN, CARD_CHECK_FAILED, TRACKING_NUMBER_INVALID, HOLD_NOT_YOURS, CALL_BLOCKED, CA_REFUSED,
				CA_UNAVAILABLE_RECORDED, REQUEST_OPEN, READER_FAILED, FIELD_MISSING, STORE_IN_USE, STEP_FAILED,
				READER_UNKNOWN, READER_BUSY, USER_UNKNOWN, CHIP_INVALID, TRACKING_CHECK_DIGIT, TRACKING_NUMBER_TAKEN,
				STORE_DAMAGED,
				STORE_OTHER_VERSION, STORE_LOST, DELIVERY_IN_FUTURE, BATCH_NOT_ENDED, NOTHING_TO_TAKE, DESK_HERE, LAST_PUK_TRY,
				PUK_TRIES_UNKNOWN,
				PUK_TRIED, PUK_REFUSED, PUK_STOPPED, UNBLOCKING_RUNS, UNBLOCKING_FAILED, ANOTHER_CARD, CARD_COMES_BACK,
				CARD_KEY_WRONG,
				CARD_KEY_MISSING,
				BOX_KNOWN, CARD_IN_SAFE, CARDS_NOT_IN_SAFE, DESTRUCTION_SIGNED, DESTRUCTION_UNSIGNED, CERTIFICATE_STANDS,
				CARD_WAS_OUT,
				CARD_KEY_ASKED, CARD_KEY_TOKEN, FILE_EXISTS, FILE_UNWRITABLE -> 1;
		case NOT_YOURS, IDENTITY_NO_INVALID, OWN_ORDER_APPROVED, OWN_CARD, SECOND_PERSON_NEEDED, CONSENT_MISSING,
				CERTIFICATE_SUSPENDED, CERTIFICATE_REVOKED, SUSPEND_FIRST, NEWER_CERTIFICATE, NAME_CHANGED, HOLDER_LEFT,
				HOLDER_DECEASED, NOTHING_TO_PRODUCE, QUALITY_SIGNATURE_MISSING, HOLD_NOT_PUBLISHED, NOT_DELIVERED,
				NOT_THE_HOLDER, CALL_NOT_IDENTIFIED, LIST_BY_PHONE, REASON_MISSING, CA_UNAVAILABLE, CERTIFICATE_FOREIGN,
				STORE_UNREACHABLE, NOT_A_DEMO,
				LAST_PIN_TRY, NO_TERMINAL, NO_CARD, NO_READER, READER_SERVICE_GONE -> 0;
		};
	}

	@Test
	void everyRefusalSaysInBothLanguagesWhatHappenedAndWhatToDo() throws IOException {
		for (String file : List.of("words.properties", "words_tr.properties")) {
			Properties texts = texts(file);
			for (Why why : Why.values()) {
				String text = texts.getProperty("Why." + why, "");
				assertTrue(text.matches("\\S.*\\S; \\| \\S.*\\."), file + " " + why + ": " + text);
				assertFalse(text.contains("'"), why + ": MessageFormat would swallow the apostrophe");
				assertEquals(expected(arguments(why)), used(text), file + " " + why);
			}
		}
	}

	private static Set<Integer> expected(int arguments) {
		Set<Integer> expected = new TreeSet<>();
		for (int i = 0; i < arguments; i++) {
			expected.add(i);
		}
		return expected;
	}

	private static Set<Integer> used(String text) {
		Set<Integer> used = new TreeSet<>();
		ARGUMENT.matcher(text).results().forEach(hit -> used.add(Integer.valueOf(hit.group(1))));
		return used;
	}

	@Test
	void everyConstantThatPeopleSeeHasANameOfItsOwnKindInBothLanguages() throws Exception {
		for (String file : List.of("words.properties", "words_tr.properties")) {
			Properties texts = texts(file);
			for (Class<?> type : seen()) {
				Set<String> names = new TreeSet<>();
				for (Object constant : type.getEnumConstants()) {
					String name = texts.getProperty(Words.key((Enum<?>) constant), "");
					assertFalse(name.isBlank(), file + " lacks " + Words.key((Enum<?>) constant));
					assertTrue(names.add(name), name + " twice in " + type.getSimpleName());
				}
			}
		}
	}

	@Test
	void neitherLanguageHasATextThatNobodyUses() throws Exception {
		Set<String> keys = texts("words.properties").stringPropertyNames();
		assertEquals(keys, texts("words_tr.properties").stringPropertyNames());
		Set<String> known = new TreeSet<>();
		seen().forEach(type -> Arrays.stream(type.getEnumConstants()).forEach(each -> known.add(Words.key((Enum<?>) each))));
		Arrays.stream(Why.values()).forEach(why -> known.add("Why." + why));
		List<String> left = new ArrayList<>(keys);
		left.removeAll(known);
		left.removeIf(key -> key.startsWith("field.") || key.startsWith("detail.") || key.startsWith("record")
				|| key.endsWith(".nameless") || key.endsWith(".already"));
		assertEquals(List.of(), left);
	}

	/** Every enum of the domain but Why, and those of the api that show on screen. */
	private static List<Class<?>> seen() throws Exception {
		List<Class<?>> seen = new ArrayList<>(
				List.of(Bench.Show.class, PackingStations.Step.class, ExpiringQuery.Standing.class, ReaderFault.Kind.class,
						Recognition.Reason.class,
						Readers.Inside.class,
						ReaderDoctor.Check.class, ReaderDoctor.Result.class, ReaderDoctor.Verdict.class,
						ReaderDoctor.Finding.class, LineReport.Heading.class, CallScript.Question.class));
		Path domain = Path.of(Why.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		if (Files.isDirectory(domain)) {
			seen.addAll(enumsIn(domain.resolve("muhurdar/domain")));
		} else {
			try (FileSystem jar = FileSystems.newFileSystem(domain)) {
				seen.addAll(enumsIn(jar.getPath("muhurdar/domain")));
			}
		}
		assertTrue(seen.size() > 20, "the domain's classes were not found: " + seen);
		return seen;
	}

	private static List<Class<?>> enumsIn(Path classes) throws Exception {
		List<Class<?>> enums = new ArrayList<>();
		try (var files = Files.list(classes)) {
			for (Path file : files.toList()) {
				Class<?> type = Class.forName("muhurdar.domain." + file.getFileName().toString().replace(".class", ""));
				if (type.isEnum() && type != Why.class) {
					enums.add(type);
				}
			}
		}
		return enums;
	}

	@Test
	void aSentenceReadsAsAPersonWouldSayIt() {
		Refusal own = new Refusal(Why.OWN_ORDER_APPROVED);
		assertEquals("Bu siparişi siz açtınız; başka bir görevli onaylamalı.", TURKISH.sentence(own));
		assertEquals("Bu siparişi siz açtınız.", TURKISH.happened(own));
		assertEquals("Başka bir görevli onaylamalı.", TURKISH.cure(own));
		assertEquals("İkinci onayı başka bir görevli vermeli.", TURKISH.cure(new Refusal(Why.SECOND_PERSON_NEEDED)));
		assertEquals("You opened this order yourself; somebody else has to approve it.", ENGLISH.sentence(own));
	}

	@Test
	void datesAndTimesAreWrittenTheTurkishWay() {
		assertEquals("Sertifika 03.12.2026 gününe kadar geçerli, yenilemek için erken; "
				+ "siparişi 03.09.2026 gününden başlayarak verebilirsiniz.",
				TURKISH.sentence(new Refusal(Why.TOO_EARLY_TO_RENEW, LocalDate.of(2026, 12, 3), LocalDate.of(2026, 9, 3))));
		assertTrue(TURKISH.happened(new Refusal(Why.CHANGED_MEANWHILE, "can.ozturk", Instant.parse("2026-11-20T22:30:00Z")))
				.endsWith("can.ozturk bu kaydı değiştirdi (21.11.2026 01:30)."));
	}

	@Test
	void aChangeByNobodyKnownIsToldWithoutAName() {
		assertEquals("Siz çalışırken bu kayıt değişti (21.11.2026 01:30).",
				TURKISH.happened(new Refusal(Why.CHANGED_MEANWHILE, "", Instant.parse("2026-11-20T22:30:00Z"))));
	}

	@Test
	void aWrongStateSaysWhatKindOfRecordItIs() {
		assertEquals("Bu işlem şimdi yapılamaz: sipariş “İptal edildi” durumunda, istenen durum “Onaylandı”.",
				TURKISH.happened(new Refusal(Why.WRONG_STATE, OrderState.CANCELLED, OrderState.APPROVED)));
		assertEquals("This cannot be done now: the certificate is “Revoked”, but “Open for use” is wanted.",
				ENGLISH.happened(new Refusal(Why.WRONG_STATE, CertificateState.REVOKED, CertificateState.ISSUED)));
	}

	@Test
	void whatIsDoneAlreadyIsNotSaidToBeWanted() {
		Refusal twice = new Refusal(Why.WRONG_STATE, ShipmentState.HANDED_OVER, ShipmentState.HANDED_OVER);
		assertEquals("Bu gönderi zaten “Kuryeye verildi” durumunda.", TURKISH.happened(twice));
		assertEquals("This shipment is already “Handed to the courier”.", ENGLISH.happened(twice));
	}

	@Test
	void whoMayNotIsToldWhichPeopleMay() {
		assertEquals(
				"“Paketleme” sizin göreviniz değil; bunu şu görevliler yapabilir: Üretim operatörü, Kargo görevlisi, Vardiya amiri.",
				TURKISH.sentence(new Refusal(Why.NOT_ALLOWED, Right.PACK)));
		assertEquals("Bunu şu görevliler yapabilir: Yönetici.", TURKISH.cure(new Refusal(Why.NOT_ALLOWED, Right.RUN_DEMO)));
	}

	@Test
	void fieldsSerialsAndIdsAreShownAsPeopleKnowThem() {
		assertEquals("“Teslim alan” boş bırakılmış.", TURKISH.happened(new Refusal(Why.FIELD_MISSING, "receivedBy")));
		assertEquals("Kart, kayıtlarımızla uyuşmuyor: karttaki anahtar sertifikadaki anahtar değil.",
				TURKISH.happened(new Refusal(Why.CARD_CHECK_FAILED, QualityRule.KEY)));
		assertEquals("“store.url” için bu değer geçersiz: x.",
				TURKISH.happened(new Refusal(Why.FIELD_INVALID, "store.url", "x")));
		ChipSerial chip = new ChipSerial("00112233445566778899AABB");
		assertEquals("This card is not a blank one ready for use: 445566778899AABB, it is “Spoiled”.",
				ENGLISH.happened(new Refusal(Why.CARD_NOT_IN_STOCK, chip, CardState.SPOILED)));
		assertEquals("“…89abcdef” bulunamadı.", TURKISH
				.happened(new Refusal(Why.NOT_FOUND, new OrderId(UUID.fromString("01234567-0123-7123-8123-012389abcdef")))));
	}

	@Test
	void aRefusalWithoutItsArgumentsStillReads() {
		for (Why why : Why.values()) {
			assertFalse(TURKISH.sentence(new Refusal(why)).contains("{"), why.name());
		}
	}

	private static Properties texts(String file) throws IOException {
		Properties texts = new Properties();
		try (var in = Words.class.getResourceAsStream(file)) {
			texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
		}
		return texts;
	}

	@Test
	void whyACardWasSpoiledIsSaidInWordsAndWhatSomebodyTypedStays() {
		Words words = Words.of(Locale.of("tr"));
		assertEquals("Kart “" + words.name(CardStep.WRITE) + "” adımında işlemi sürdürmedi (6F00).",
				words.reason("CARD_FAULT [WRITE, 6F00]"));
		assertEquals("Kart, kayıtlarımızla uyuşmuyor: " + words.name(QualityRule.CERTIFICATE) + ".",
				words.reason("CARD_CHECK_FAILED [CERTIFICATE]"));
		assertEquals("Program yarıda kesildi", words.reason("process ended"));
		assertEquals("Masa kapatıldı: disk yandı", words.reason("desk given up: disk yandı"));
		assertEquals("çip yanıt vermiyor", words.reason("çip yanıt vermiyor"));
		assertEquals("NOT_A_WHY [1]", words.reason("NOT_A_WHY [1]"));
	}
}
