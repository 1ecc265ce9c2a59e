package muhurdar.domain;

/**
 * Why something was refused. The sentences, Turkish and English, stand in {@code muhurdar.api} under these names;
 * the comment lists the arguments.
 */
public enum Why {
	/** from, to. */
	WRONG_STATE,
	/** by whom (may be empty), at (Instant). */
	CHANGED_MEANWHILE,
	/** what was looked for. */
	NOT_FOUND,
	/** Nobody signs in by that name. login. */
	USER_UNKNOWN,
	/** right. */
	NOT_ALLOWED,
	/** Outside the own institution, or somebody else's record. */
	NOT_YOURS,
	IDENTITY_NO_INVALID,
	/** The one who ordered cannot approve. */
	OWN_ORDER_APPROVED,
	/** Nobody approves, makes or delivers the own card. */
	OWN_CARD,
	/** Orderer, approver, producer, packing checker are four people; the role this person already had. */
	FOUR_EYES,
	/** Another person has to confirm. */
	SECOND_PERSON_NEEDED,
	CONSENT_MISSING,
	/** end (LocalDate), first day on which it can be ordered (LocalDate). */
	TOO_EARLY_TO_RENEW,
	/** Expired: NEW is possible. end (LocalDate). */
	CERTIFICATE_EXPIRED,
	/** On hold: open it first, or REPLACEMENT. */
	CERTIFICATE_SUSPENDED,
	/** Revoked: REPLACEMENT is possible. */
	CERTIFICATE_REVOKED,
	/** A replacement: the old certificate is suspended first. */
	SUSPEND_FIRST,
	/** A newer certificate of this person waits or is in force. */
	NEWER_CERTIFICATE,
	/** One open order per holder. its number. */
	OPEN_ORDER,
	/** The name differs from the one in the certificate: REPLACEMENT. */
	NAME_CHANGED,
	HOLDER_LEFT,
	HOLDER_DECEASED,
	/** Production starts 15 days before the end: first day (LocalDate). */
	TOO_EARLY_TO_PRODUCE,
	/** Nothing approved waits for this batch. */
	NOTHING_TO_PRODUCE,
	/** Not the number of a chip. what was typed. */
	CHIP_INVALID,
	/** chip serial. */
	CARD_UNKNOWN,
	/** chip serial, state. */
	CARD_NOT_IN_STOCK,
	/** chip serial. */
	CARD_NOT_BLANK,
	/** atr. */
	ATR_UNKNOWN,
	/** Reserved for another batch. chip serial, that batch's number. */
	CARD_KEPT,
	/** The batch has its own cards and takes no other. chip serial, batch number. */
	CARD_NOT_KEPT,
	/** A box is received once. its label. */
	BOX_KNOWN,
	/** More than a box holds, or the wrong way round. first, last, how many are possible. */
	RANGE_INVALID,
	/** Nothing of the box was taken in. how many, the first of them (list), the box of the first (may be empty). */
	CARDS_KNOWN,
	/** chip serial. */
	CARD_IN_SAFE,
	/** Spoiled, and not laid into the safe. chip serials (list). */
	CARDS_NOT_IN_SAFE,
	/** One person has signed already, another has to. chip serial. */
	DESTRUCTION_SIGNED,
	/** Nobody has signed the destruction yet. chip serial. */
	DESTRUCTION_UNSIGNED,
	/** A card whose certificate still stands is not destroyed. chip serial. */
	CERTIFICATE_STANDS,
	/** The system spoils no card that was ever handed over. chip serial. */
	CARD_WAS_OUT,
	/** The count does not agree. of what (Tally), as recorded, as counted. */
	COUNT_DIFFERS,
	/** Cards of the batch that were not seen at its count. how many, chip serials (list). */
	CARDS_UNACCOUNTED,
	/** Seen at the count of a batch they do not belong to. chip serials (list), batch number. */
	CARDS_NOT_OF_BATCH,
	QUALITY_SIGNATURE_MISSING,
	/** the rule that it breaks (QualityRule). */
	CARD_CHECK_FAILED,
	/** The hold of the new certificate has not been seen in the published CRL yet. */
	HOLD_NOT_PUBLISHED,
	/** tracking number. */
	TRACKING_NUMBER_INVALID,
	/** Of the right form, but one of its digits is wrong. tracking number. */
	TRACKING_CHECK_DIGIT,
	/** Another parcel has it. tracking number. */
	TRACKING_NUMBER_TAKEN,
	/** Not the barcode of an envelope with a card for it. what was scanned. */
	ENVELOPE_UNKNOWN,
	/** No courier label has been made for the envelope. its number. */
	LABEL_MISSING,
	/** The courier label is awaited. what was scanned instead. */
	LABEL_EXPECTED,
	/** The card that was packed before is still in the reader. chip serial. */
	CARD_STILL_IN_READER,
	/** One card at a time is packed. names of readers. */
	CARDS_IN_SEVERAL_READERS,
	/** Nothing is packed at this station until a supervisor clears it. what does not agree (PackingMismatch), what was seen. */
	PACKING_STOPPED,
	/** time of the delivery. */
	DELIVERY_IN_FUTURE,
	/** time of the delivery, when the parcel was handed over. */
	DELIVERY_BEFORE_HANDOVER,
	/** The batch still runs, or a card of it is half made. number. */
	BATCH_NOT_ENDED,
	/** Another desk runs it. number, name of the desk. */
	BATCH_ELSEWHERE,
	/** Every order of it has a card, or one is being made. number. */
	NOTHING_TO_TAKE,
	/** What this desk leaves half done it deals with by itself. name of the desk. */
	DESK_HERE,
	/** The parcel has not been delivered with an identity check. */
	NOT_DELIVERED,
	/** Into the holder's own hand: the name on the document is another's; without proof it is DELIVERED_UNPROVEN. */
	NOT_THE_HOLDER,
	/** Only the RA, two people, can lift this hold. cause. */
	HOLD_NOT_YOURS,
	/** Not now: this may take a reason. */
	REASON_MISSING,
	/** detail. */
	CA_REFUSED,
	CA_UNAVAILABLE,
	/** The CA does not answer; the request is recorded and will be sent by itself. its number. */
	CA_UNAVAILABLE_RECORDED,
	/** Only certificates of our own CA are acted on. */
	CERTIFICATE_FOREIGN,
	/** Another request about this certificate is still open. its number. */
	REQUEST_OPEN,
	/** A caller has to be identified by the call script first. */
	CALL_NOT_IDENTIFIED,
	/** Too often somebody else has called in this name today. how often. */
	CALL_BLOCKED,
	/** A list has no caller. */
	LIST_BY_PHONE,
	/** kind. */
	READER_FAILED,
	/** The card refused a command. step, status word (four hexadecimal digits). */
	CARD_FAULT,
	/** A card in work was lost to its reader and is not spoiled: it goes on in whatever reader. step. */
	CARD_COMES_BACK,
	/** A fault of ours; the log tells more. step. */
	STEP_FAILED,
	/** field. */
	FIELD_MISSING,
	/** field, value. */
	FIELD_INVALID,
	/** Another workstation has the database file open. file. */
	STORE_IN_USE,
	/** The database server does not answer. */
	STORE_UNREACHABLE,
	/** The database was made by a newer version, or altered. version, file. */
	STORE_SCHEMA,
	/** The database file is damaged, or is none. file. */
	STORE_DAMAGED,
	/** The database file was written by another version of the database. file. */
	STORE_OTHER_VERSION,
	/** The database is empty, but this data folder was in use before. data folder. */
	STORE_LOST,
	/** settings.properties cannot be read. file, line. */
	SETTINGS_UNREADABLE,
	/** A demo-only command on a store that is not a demo. */
	NOT_A_DEMO,
	/** One try of the PIN is left, which nobody asked to spend. */
	LAST_PIN_TRY,
	/** The PUK has no try left, or only the last one. chip serial. */
	LAST_PUK_TRY,
	/** The card does not tell how many tries its PUK has left. chip serial. */
	PUK_TRIES_UNKNOWN,
	/** This card refused its PUK before: one try per card. chip serial. */
	PUK_TRIED,
	/** A card refused its PUK now; its key version is stopped with it. key version. */
	PUK_REFUSED,
	/** No card is unblocked under this key version until it is released. key version. */
	PUK_STOPPED,
	/** Another card is being unblocked under this key version, or was cut off within the last minute. key version. */
	UNBLOCKING_RUNS,
	/** The card answered something else. status word (four hexadecimal digits). */
	UNBLOCKING_FAILED,
	/** Another card is in the reader. its serial. */
	ANOTHER_CARD,
	/** The card master key here is not the one of the check value in the store. key version. */
	CARD_KEY_WRONG,
	/** The card master key is not here. key version. */
	CARD_KEY_MISSING,
	/** The card master keys lie on a token, which cannot be used. why (TokenTrouble). */
	CARD_KEY_TOKEN,
	/** A change of the card master key, or the release of one, is open. key version. */
	CARD_KEY_ASKED,
	/** The new PIN is for the holder's eyes, and there is no screen to show it on. */
	NO_TERMINAL,
	/** Drained: it gets no more cards. cards that went wrong in it, of how many. */
	READER_SPOILS,
	/** Drained: it gets no more cards. its seconds for a card, the others'. */
	READER_SLOW,
	/** A reader of that name is not there. name. */
	READER_UNKNOWN,
	/** The names of several readers begin so. beginning, names. */
	READER_AMBIGUOUS,
	/** A batch or the doctor works with it. name. */
	READER_BUSY,
	/** No reader has a card in it. */
	NO_CARD,
	/** No reader is there at all. */
	NO_READER,
	/** The computer's smart card service does not run, so its readers are not known. */
	READER_SERVICE_GONE,
	/** Nobody's work is written over. file. */
	FILE_EXISTS,
	/** file. */
	FILE_UNWRITABLE
}
