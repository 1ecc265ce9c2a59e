package muhurdar.card.pkcs11;

import java.util.Map;

import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;

/** What PKCS#11 functions return (v2.40, 5.1), in the words of the SPI. */
final class Ckr {

	static final long OK = 0;
	static final long CRYPTOKI_ALREADY_INITIALIZED = 0x191;

	/** Status word of a wrong PIN; the tries left are in the token's flags, not in the return value. */
	static final int WRONG_PIN = 0x6300;

	private static final Map<Long, String> NAMES = Map.ofEntries(Map.entry(0x02L, "CKR_HOST_MEMORY"),
			Map.entry(0x03L, "CKR_SLOT_ID_INVALID"), Map.entry(0x05L, "CKR_GENERAL_ERROR"),
			Map.entry(0x06L, "CKR_FUNCTION_FAILED"), Map.entry(0x07L, "CKR_ARGUMENTS_BAD"),
			Map.entry(0x12L, "CKR_ATTRIBUTE_TYPE_INVALID"), Map.entry(0x13L, "CKR_ATTRIBUTE_VALUE_INVALID"),
			Map.entry(0x30L, "CKR_DEVICE_ERROR"), Map.entry(0x31L, "CKR_DEVICE_MEMORY"),
			Map.entry(0x32L, "CKR_DEVICE_REMOVED"), Map.entry(0x54L, "CKR_FUNCTION_NOT_SUPPORTED"),
			Map.entry(0x70L, "CKR_MECHANISM_INVALID"), Map.entry(0xA0L, "CKR_PIN_INCORRECT"),
			Map.entry(0xA1L, "CKR_PIN_INVALID"), Map.entry(0xA2L, "CKR_PIN_LEN_RANGE"), Map.entry(0xA3L, "CKR_PIN_EXPIRED"),
			Map.entry(0xA4L, "CKR_PIN_LOCKED"), Map.entry(0xB3L, "CKR_SESSION_HANDLE_INVALID"),
			Map.entry(0xB6L, "CKR_SESSION_EXISTS"), Map.entry(0xD0L, "CKR_TEMPLATE_INCOMPLETE"),
			Map.entry(0xD1L, "CKR_TEMPLATE_INCONSISTENT"), Map.entry(0xE0L, "CKR_TOKEN_NOT_PRESENT"),
			Map.entry(0xE1L, "CKR_TOKEN_NOT_RECOGNIZED"), Map.entry(0xE2L, "CKR_TOKEN_WRITE_PROTECTED"),
			Map.entry(0x101L, "CKR_USER_NOT_LOGGED_IN"), Map.entry(0x102L, "CKR_USER_PIN_NOT_INITIALIZED"),
			Map.entry(0x103L, "CKR_USER_TYPE_INVALID"), Map.entry(0x190L, "CKR_CRYPTOKI_NOT_INITIALIZED"),
			Map.entry(CRYPTOKI_ALREADY_INITIALIZED, "CKR_CRYPTOKI_ALREADY_INITIALIZED"));

	private Ckr() {
	}

	static String name(long value) {
		return NAMES.getOrDefault(value, "CKR 0x%08X".formatted(value));
	}

	/**
	 * The fault that a return value other than CKR_OK means.
	 *
	 * @param function that returned it
	 */
	static RuntimeException fault(String function, long value) {
		String what = function + " " + name(value);
		return switch ((int) value) {
		case 0x32, 0xB3, 0xE0 -> new ReaderFault(Kind.CARD_GONE, what);
		case 0x03 -> new ReaderFault(Kind.READER_GONE, what);
		case 0x30 -> new ReaderFault(Kind.CARD_MUTE, what);
		case 0x02, 0x190 -> new ReaderFault(Kind.SERVICE_GONE, what);
		case 0xA0 -> new CardFault(what, WRONG_PIN);
		case 0xA4 -> new CardFault(what, 0x6983); // authentication method blocked
		case 0xA1, 0xA2 -> new CardFault(what, 0x6A80); // incorrect parameters in the data field
		case 0x101, 0xA3 -> new CardFault(what, 0x6982); // security status not satisfied
		case 0xB6, 0xE1, 0xE2, 0x102 -> new CardFault(what, 0x6985); // conditions of use not satisfied
		case 0x31 -> new CardFault(what, 0x6A84); // not enough memory space
		case 0x54, 0x70 -> new CardFault(what, 0x6A81); // function not supported
		default -> new CardFault(what, 0x6F00); // no precise diagnosis
		};
	}
}
