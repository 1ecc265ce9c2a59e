package muhurdar.reader.pcsc;

import java.nio.ByteBuffer;
import java.util.Optional;

import javax.smartcardio.CardException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.sun.jna.Platform;

import jnasmartcardio.Smartcardio.JnaPCSCException;
import muhurdar.api.spi.ReaderControl;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.domain.Bytes;

/** The reader itself, by a connection that ends with this. */
final class PcscControl implements ReaderControl {

	private static final Logger LOG = LoggerFactory.getLogger(PcscControl.class);

	private final Connection connection;

	PcscControl(Connection connection) {
		this.connection = connection;
	}

	@Override
	public Optional<Bytes> attribute(int tag) {
		ByteBuffer value = Connection.attributeBuffer();
		int code = connection.attribute(tag, value);
		if (code != 0) {
			return refused(code);
		}
		byte[] answer = new byte[value.remaining()];
		value.get(answer);
		return Optional.of(Bytes.of(answer));
	}

	@Override
	public Optional<Bytes> control(int function, Bytes data) {
		// SCARD_CTL_CODE of winsmcrd.h and of reader.h
		int code = Platform.isWindows() ? 0x31 << 16 | function << 2 : 0x42000000 + function;
		try {
			return Optional.of(Bytes.of(connection.plain().transmitControlCommand(code, data.toArray())));
		} catch (JnaPCSCException e) {
			return refused((int) e.code);
		} catch (CardException | RuntimeException e) {
			throw Faults.of(connection.reader(), e, Kind.READER_GONE);
		}
	}

	/** A reader that does not know is no fault; one that is gone is. */
	private Optional<Bytes> refused(int code) {
		Kind kind = Faults.kind(code, Kind.CARD_MUTE);
		if (kind == Kind.READER_GONE || kind == Kind.SERVICE_GONE && code != 0x80100013) {
			throw new ReaderFault(kind, connection.reader());
		}
		LOG.debug("{} does not tell: {}", connection.reader(), Integer.toHexString(code));
		return Optional.empty();
	}

	@Override
	public void close() {
		connection.close();
	}
}
