package muhurdar.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Address;

/**
 * People who do not exist. Their T.C. numbers start with 99999, which is given to nobody, and carry right check digits;
 * their telephone numbers and mail addresses lead nowhere.
 */
final class SyntheticPeople {

	private static final List<String> GIVEN = List.of("IŞIL", "İREM", "ÇAĞLA", "ÖMER", "ÜMİT", "ŞULE", "GÖKÇE", "AYŞE",
			"İBRAHİM", "ILGIN", "ZEYNEP", "YİĞİT", "ECE", "KAĞAN", "SELİN", "BARIŞ", "DİLARA", "HASAN", "MÜGE", "ONUR",
			"PINAR", "RIZA", "SİBEL", "TUĞBA", "VOLKAN");
	private static final List<String> SURNAMES = List.of("ÖZDEMİR", "ÇAĞLAR", "YILDIZ", "ŞAHİN", "IŞIK", "İNCE", "GÜNEŞ",
			"KOÇ", "DOĞAN", "ÜNAL", "ARSLAN", "BİLGİN", "ÇELİK", "DEMİRCİ", "ERGÜL", "FIRAT", "GÜLER", "ILICALI",
			"KARAGÖZ", "OKTAY");
	private static final List<String> STREETS = List.of("Çınar Sokak", "Ihlamur Caddesi", "Gül Sokak", "İnönü Caddesi");

	private static final int USUAL = 200;

	private SyntheticPeople() {
	}

	/**
	 * What is particular about a person of the demo.
	 *
	 * @param endsInDays of the certificate in use, negative: it has ended; null: there is none yet
	 */
	record Someone(int number, String identityNo, String givenName, String surname, int institution, String email,
			String mobile, Address address, @Nullable Integer endsInDays, boolean consent, Special special) {

		@Nullable
		LocalDate consentOn(LocalDate today) {
			return consent ? today.minusDays(30L + number) : null;
		}
	}

	/** The special cases of the rules, each of which somebody in the demo stands for. */
	enum Special {
		NONE,
		/** The holder has put it on hold. */
		SUSPENDED_BY_HOLDER,
		/** Reported lost: only the RA lifts that hold. */
		SUSPENDED_AS_LOST,
		REVOKED,
		/** Has another name now than the certificate says. */
		NAME_CHANGED,
		LEFT_INSTITUTION,
		DECEASED,
		/** The renewal is there already and begins when the old one ends. */
		RENEWAL_WAITING,
		/** An order without E-Onay waits for the paper form. */
		FORM_AWAITED,
		/** An order waits for approval. */
		ORDERED
	}

	/**
	 * 200 people: the first 80 have certificates that end within 15 days and nothing in the way, the next 30 stand for
	 * the special cases, the others' end over the next 12 months. Then as many more as are wanted, like the first 80.
	 *
	 * @param more at most 90,000
	 */
	static List<Someone> all(int more) {
		List<Someone> people = new ArrayList<>();
		for (int i = 0; i < USUAL + more; i++) {
			people.add(someone(i));
		}
		return people;
	}

	private static Someone someone(int i) {
		String given = GIVEN.get(i % GIVEN.size());
		String surname = SURNAMES.get((i * 7 + i / GIVEN.size()) % SURNAMES.size());
		return new Someone(i, identityNo(i), given, surname, i % 3, "kisi%03d@kurum.example".formatted(i),
				"+90500%07d".formatted(i),
				new Address(STREETS.get(i % STREETS.size()) + " No: " + (i % 90 + 1), "Merkez", i % 2 == 0 ? "Ankara" : "Bolu",
						i % 2 == 0 ? "06100" : "14100"),
				endsInDays(i), special(i) != Special.FORM_AWAITED && (i < 113 || i >= USUAL || i % 5 != 0), special(i));
	}

	private static @Nullable Integer endsInDays(int i) {
		if (i < 80 || i >= USUAL) {
			return 1 + i % 15;
		}
		if (i < 110) {
			return switch ((i - 80) / 3) {
			case 4 -> null;
			case 5 -> -20;
			default -> 5 + (i - 80) * 2;
			};
		}
		return 16 + (i - 110) * 349 / 90;
	}

	private static Special special(int i) {
		if (i < 80 || i >= 113) {
			return Special.NONE;
		}
		return switch ((i - 80) / 3) {
		case 0 -> Special.SUSPENDED_BY_HOLDER;
		case 1 -> Special.SUSPENDED_AS_LOST;
		case 2 -> Special.REVOKED;
		case 3 -> Special.NAME_CHANGED;
		case 6 -> Special.LEFT_INSTITUTION;
		case 7 -> Special.DECEASED;
		case 8 -> Special.RENEWAL_WAITING;
		case 9 -> Special.FORM_AWAITED;
		case 10 -> Special.ORDERED;
		default -> Special.NONE;
		};
	}

	private static String identityNo(int i) {
		String nine = i < 9_999 ? "99999%04d".formatted(i) : "9998%05d".formatted(i);
		int odd = 0;
		int even = 0;
		for (int at = 0; at < 9; at++) {
			int digit = nine.charAt(at) - '0';
			if (at % 2 == 0) {
				odd += digit;
			} else {
				even += digit;
			}
		}
		int tenth = Math.floorMod(7 * odd - even, 10);
		return nine + tenth + (odd + even + tenth) % 10;
	}
}
