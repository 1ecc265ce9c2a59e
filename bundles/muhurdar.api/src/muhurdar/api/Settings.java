package muhurdar.api;

import java.util.List;

/** The settings of this workstation. Thread-safe. */
public interface Settings {

	/** {@code tr} or {@code en}. */
	Setting<String> LANGUAGE = Setting.text("language", "tr");
	/** JDBC URL of a PostgreSQL database; empty: H2 file in the data folder. */
	Setting<String> STORE_URL = Setting.text("store.url", "");
	Setting<String> STORE_USER = Setting.text("store.user", "");
	/** What people call this desk; empty: the computer's name. */
	Setting<String> DESK_NAME = Setting.text("desk.name", "");
	/** A tone in the hall when a reader asks for a hand. */
	Setting<Boolean> HALL_SOUND = Setting.flag("hall.sound", false);
	/** Months before the end from which a renewal may be ordered. */
	Setting<Integer> RENEWAL_MONTHS = Setting.number("order.renewal.months", 3, "months");
	/** Days before the end from which a renewal may be produced. */
	Setting<Integer> PRODUCTION_LEAD = Setting.number("production.lead.days", 15, "days");
	/** Months after which an incomplete order lapses. */
	Setting<Integer> LAPSE_MONTHS = Setting.number("order.lapse.months", 6, "months");
	Setting<Integer> VALIDITY_YEARS = Setting.number("certificate.validity.years", 3, "years");
	Setting<String> KEY_TYPE = Setting.choice("certificate.key.type", "RSA_2048", "EC_P256", "EC_P384");
	/** Certificates are issued on hold and opened by their holders. */
	Setting<Boolean> ISSUE_ON_HOLD = Setting.flag("certificate.issue.on.hold", true);
	/** The id of the certificate authority that is used, of those installed; see {@link muhurdar.api.spi.CertificateAuthority#id}. */
	Setting<String> CA = Setting.text("ca", "embedded");
	/** Seconds that the CA is waited for before a request counts as unanswered. */
	Setting<Integer> CA_TIMEOUT = Setting.number("ca.timeout.seconds", 30, "s");

	/** Hours after which a holder's own identified revocation is done without a second person; 0: never. Below 24. */
	Setting<Integer> HOLDERS_REVOCATION = Setting.number("status.holders.revocation.hours", 20, "h");
	/** Days on hold after which somebody has to decide. */
	Setting<Integer> HOLD_DAYS = Setting.number("status.hold.days", 30, "days");

	/** Name and address that stand on labels as sender's; empty: none. */
	Setting<String> SENDER = Setting.text("delivery.sender", "");

	/** Name of the packing station's reader, or how it begins; empty: the only one with a card. */
	Setting<String> PACKING_READER = Setting.text("packing.reader", "");

	/** Path of a vendor's PKCS#11 module; empty: none. */
	Setting<String> PKCS11_MODULE = Setting.text("pkcs11.module", "");
	/** C_Initialize(NULL), which some modules insist on; it implies {@link #PKCS11_SINGLE_THREAD}. */
	Setting<Boolean> PKCS11_NULL_ARGUMENTS = Setting.flag("pkcs11.null.arguments", true);
	/** One call of the module at a time. */
	Setting<Boolean> PKCS11_SINGLE_THREAD = Setting.flag("pkcs11.single.thread", true);
	/** A file with the security officer's PIN of blank tokens. */
	Setting<String> PKCS11_SO_PIN_FILE = Setting.text("pkcs11.so.pin.file", "");

	/** Where new card master keys are made: a key file, or a token of a PKCS#11 module and nowhere else. */
	Setting<String> CARD_KEY_STORE = Setting.choice("card.key.store", "pkcs12", "pkcs11");
	/** Path of the token's PKCS#11 module, which may be {@link #PKCS11_MODULE} too; its switches hold for both. */
	Setting<String> CARD_KEY_MODULE = Setting.text("card.key.module", "");
	/** The token's label. */
	Setting<String> CARD_KEY_TOKEN = Setting.text("card.key.token", "");
	/** A file with the PIN of the token's user, which nobody but its owner may read. */
	Setting<String> CARD_KEY_PIN_FILE = Setting.text("card.key.pin.file", "");

	/** Those above. */
	List<Setting<?>> ALL = List.of(LANGUAGE, STORE_URL, STORE_USER, DESK_NAME, HALL_SOUND, RENEWAL_MONTHS, PRODUCTION_LEAD,
			LAPSE_MONTHS,
			VALIDITY_YEARS, KEY_TYPE, ISSUE_ON_HOLD, CA, CA_TIMEOUT, HOLDERS_REVOCATION, HOLD_DAYS, PACKING_READER, SENDER,
			PKCS11_MODULE, PKCS11_NULL_ARGUMENTS,
			PKCS11_SINGLE_THREAD,
			PKCS11_SO_PIN_FILE, CARD_KEY_STORE, CARD_KEY_MODULE, CARD_KEY_TOKEN, CARD_KEY_PIN_FILE);

	/**
	 * @throws muhurdar.domain.Refusal FIELD_INVALID if the text in the file is not of its kind, SETTINGS_UNREADABLE if
	 *             the file cannot be read
	 */
	<T> T get(Setting<T> setting);
}
