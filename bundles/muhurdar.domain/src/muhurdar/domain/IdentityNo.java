package muhurdar.domain;

import java.util.regex.Pattern;

/** The T.C. identity number: 11 digits, the last two are check digits; well-known fillers are refused. */
public final class IdentityNo {

	private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{10}");
	private static final Pattern FILLER = Pattern.compile("([0-9])\\1{9}[0-9]");

	private IdentityNo() {
	}

	public static boolean valid(String number) {
		if (!DIGITS.matcher(number).matches() || FILLER.matcher(number).matches()) {
			return false;
		}
		int odd = 0;
		int even = 0;
		for (int i = 0; i < 9; i++) {
			if (i % 2 == 0) {
				odd += digit(number, i);
			} else {
				even += digit(number, i);
			}
		}
		int tenth = Math.floorMod(7 * odd - even, 10);
		return digit(number, 9) == tenth && digit(number, 10) == (odd + even + tenth) % 10;
	}

	/** Returns the number, or refuses with {@link Why#IDENTITY_NO_INVALID}. */
	public static String check(String number) {
		if (!valid(number)) {
			throw new Refusal(Why.IDENTITY_NO_INVALID);
		}
		return number;
	}

	private static int digit(String number, int at) {
		return number.charAt(at) - '0';
	}
}
