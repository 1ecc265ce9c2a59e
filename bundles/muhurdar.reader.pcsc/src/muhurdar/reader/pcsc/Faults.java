package muhurdar.reader.pcsc;

import javax.smartcardio.CardNotPresentException;

import jnasmartcardio.Smartcardio.EstablishContextException;
import jnasmartcardio.Smartcardio.JnaPCSCException;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;

/** What PC/SC and jnasmartcardio say, in the words of the SPI. */
final class Faults {

	private Faults() {
	}

	/**
	 * A fault as it is, anything else as a fault.
	 *
	 * @param where the reader, for the message
	 * @param otherwise what an error means that says nothing about itself
	 */
	static ReaderFault of(String where, Throwable error, Kind otherwise) {
		return switch (error) {
		case ReaderFault fault -> fault;
		case EstablishContextException e -> new ReaderFault(Kind.SERVICE_GONE, where + ", " + e.getCause().getMessage(), e);
		default -> new ReaderFault(kind(error, otherwise), where + ", " + error.getMessage(), error);
		};
	}

	private static Kind kind(Throwable error, Kind otherwise) {
		return switch (error) {
		case LinkageError e -> Kind.SERVICE_GONE;
		case CardNotPresentException e -> Kind.CARD_GONE;
		case JnaPCSCException e -> kind((int) e.code, otherwise);
		default -> otherwise;
		};
	}

	/** By the return codes of winscard.h. */
	static Kind kind(int code, Kind otherwise) {
		return switch (code) {
		case 0x8010000C, // E_NO_SMARTCARD
				0x80100068, // W_RESET_CARD: held exclusively, so it was another card, or this one was out meanwhile
				0x80100069 // W_REMOVED_CARD
				-> Kind.CARD_GONE;
		case 0x8010000B // E_SHARING_VIOLATION
				-> Kind.IN_USE;
		case 0x80100009, // E_UNKNOWN_READER
				0x80100017, // E_READER_UNAVAILABLE
				0x8010002E // E_NO_READERS_AVAILABLE
				-> Kind.READER_GONE;
		case 0x80100003, // E_INVALID_HANDLE: of a service that was started again since
				0x80100012, // E_SYSTEM_CANCELLED
				0x80100013, // F_COMM_ERROR, between us and the service
				0x8010001D, // E_NO_SERVICE
				0x8010001E, // E_SERVICE_STOPPED
				0x80100031, // E_SERVER_TOO_BUSY
				0x8010006A // W_SECURITY_VIOLATION: the service does not let this user in
				-> Kind.SERVICE_GONE;
		case 0x8010000F, // E_PROTO_MISMATCH
				0x80100065, // W_UNSUPPORTED_CARD
				0x80100066, // W_UNRESPONSIVE_CARD
				0x80100067 // W_UNPOWERED_CARD
				-> Kind.CARD_MUTE;
		default // E_NOT_TRANSACTED among them
				-> otherwise;
		};
	}
}
