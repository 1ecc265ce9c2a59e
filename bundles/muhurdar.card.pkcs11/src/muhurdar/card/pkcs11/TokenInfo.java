package muhurdar.card.pkcs11;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import com.sun.jna.Pointer;

import muhurdar.api.spi.CardFault;
import muhurdar.domain.ChipSerial;

/**
 * What a token tells of itself without a login (CK_TOKEN_INFO).
 *
 * @param serial without the blanks behind it
 * @param flags CKF_…
 * @param shortestPin in bytes
 * @param longestPin in bytes
 */
record TokenInfo(String label, String serial, long flags, long shortestPin, long longestPin) {

	private static final int USER_PIN_INITIALIZED = 0x8;
	private static final int TOKEN_INITIALIZED = 0x400;
	private static final int USER_PIN_COUNT_LOW = 0x10000;
	private static final int USER_PIN_FINAL_TRY = 0x20000;
	private static final int USER_PIN_LOCKED = 0x40000;
	private static final int SO_PIN_COUNT_LOW = 0x100000;
	private static final int SO_PIN_FINAL_TRY = 0x200000;
	private static final int SO_PIN_LOCKED = 0x400000;
	private static final Pattern HEX = Pattern.compile("(\\p{XDigit}{2}){4,32}");

	static TokenInfo of(Pointer info) {
		long numbers = 96;
		return new TokenInfo(text(info, 0, 32), text(info, 80, 16), Template.get(info, numbers),
				Template.get(info, numbers + 6L * Template.ULONG), Template.get(info, numbers + 5L * Template.ULONG));
	}

	/** A text padded with blanks, by the standard, or with zeros, as some modules do. */
	static String text(Pointer info, long at, int length) {
		return new String(info.getByteArray(at, length), StandardCharsets.UTF_8).replace('\0', ' ').strip();
	}

	/**
	 * The serial number as a chip's: read as hexadecimal digits where it is 8 or more of them, an even number, so that
	 * people see the digits that the module shows; else the bytes of its text, filled up to 4 with leading zeros.
	 *
	 * @throws CardFault 6A88 if the token has none: one that was never initialised need not have a serial number yet
	 */
	ChipSerial chip() {
		if (serial.isEmpty()) {
			throw new CardFault("token without serial number", 0x6A88);
		}
		if (HEX.matcher(serial).matches()) {
			return new ChipSerial(serial.toUpperCase(Locale.ROOT));
		}
		byte[] text = serial.getBytes(StandardCharsets.UTF_8);
		byte[] bytes = new byte[Math.max(4, text.length)];
		System.arraycopy(text, 0, bytes, bytes.length - text.length, text.length);
		return ChipSerial.of(bytes);
	}

	boolean initialised() {
		return (flags & TOKEN_INITIALIZED) != 0;
	}

	boolean userPin() {
		return (flags & USER_PIN_INITIALIZED) != 0;
	}

	/** All that PKCS#11 tells: 3 is "none was wrong", 2 "at least one was". */
	int userTries() {
		return tries(USER_PIN_LOCKED, USER_PIN_FINAL_TRY, USER_PIN_COUNT_LOW);
	}

	/** As {@link #userTries}, of the security officer's. */
	int soTries() {
		return tries(SO_PIN_LOCKED, SO_PIN_FINAL_TRY, SO_PIN_COUNT_LOW);
	}

	private int tries(int locked, int last, int low) {
		if ((flags & locked) != 0) {
			return 0;
		}
		if ((flags & last) != 0) {
			return 1;
		}
		return (flags & low) != 0 ? 2 : 3;
	}
}
