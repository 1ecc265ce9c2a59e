package muhurdar.domain;

import java.util.regex.Pattern;

/** UPU S10 item identifiers: two letters, eight digits, a check digit, a country code; {@code RR123456785TR}. */
public final class S10 {

	private static final int[] WEIGHTS = { 8, 6, 4, 2, 3, 5, 9, 7 };
	private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{9}[A-Z]{2}");

	private S10() {
	}

	/** The check digit (UPU S10 §4) over eight digits. */
	public static int checkDigit(String eightDigits) {
		int sum = 0;
		for (int i = 0; i < 8; i++) {
			sum += WEIGHTS[i] * (eightDigits.charAt(i) - '0');
		}
		int check = 11 - sum % 11;
		return check == 10 ? 0 : check == 11 ? 5 : check;
	}

	/** Whether letters and digits stand where they belong; the check digit may still be wrong. */
	public static boolean formed(String number) {
		return FORM.matcher(number).matches();
	}

	public static boolean valid(String number) {
		return formed(number) && checkDigit(number.substring(2, 10)) == number.charAt(10) - '0';
	}

	/** @param serial 0 to 99,999,999 */
	public static String of(String service, int serial, String country) {
		String digits = "%08d".formatted(serial);
		return service + digits + checkDigit(digits) + country;
	}
}
