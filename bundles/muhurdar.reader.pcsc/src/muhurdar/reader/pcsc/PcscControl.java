package muhurdar.reader.pcsc;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import javax.smartcardio.CardException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.sun.jna.Platform;
import com.sun.jna.ptr.ByReference;

import jnasmartcardio.Smartcardio.JnaCard;
import jnasmartcardio.Smartcardio.JnaPCSCException;
import muhurdar.api.spi.ReaderControl;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.domain.Bytes;

/**
 * A direct connection to the reader, with a PC/SC context of its own that ends with it. jnasmartcardio binds
 * SCardGetAttrib and offers it to nobody: it is called on the binding within.
 */
final class PcscControl implements ReaderControl {

	private static final int LONGEST_ATTRIBUTE = 264; // MAX_BUFFER_SIZE of pcsclite.h
	private static final Logger LOG = LoggerFactory.getLogger(PcscControl.class);

	private final PcscContext context;
	private final String reader;
	private final JnaCard connection;

	/** The context is closed with this; if this fails, it stays the caller's. */
	PcscControl(PcscContext context, String reader) {
		this.context = context;
		this.reader = reader;
		try {
			connection = (JnaCard) context.terminal(reader).connect("DIRECT");
		} catch (CardException | RuntimeException e) {
			throw Faults.of(reader, e, Kind.READER_GONE);
		}
	}

	@Override
	public Optional<Bytes> attribute(int tag) {
		try {
			Object binding = field(field(connection, "libInfo"), "lib");
			Method method = Arrays.stream(binding.getClass().getInterfaces()).flatMap(type -> Arrays.stream(type.getMethods()))
					.filter(one -> one.getName().equals("SCardGetAttrib")).findFirst()
					.orElseThrow(() -> new LinkageError("no SCardGetAttrib"));
			Class<?>[] types = method.getParameterTypes();
			ByteBuffer value = ByteBuffer.allocateDirect(LONGEST_ATTRIBUTE);
			Object longest = types[1].getConstructor(long.class).newInstance(LONGEST_ATTRIBUTE);
			ByReference length = (ByReference) types[3].getConstructor(types[1]).newInstance(longest);
			int code = ((Number) method.invoke(binding, field(connection, "scardHandle"),
					types[1].getConstructor(long.class).newInstance(tag), value, length)).intValue();
			if (code != 0) {
				return refused(code);
			}
			byte[] answer = new byte[Math.min(length.getPointer().getInt(0), LONGEST_ATTRIBUTE)];
			value.get(0, answer);
			return Optional.of(Bytes.of(answer));
		} catch (ReflectiveOperationException e) {
			throw new LinkageError("another jnasmartcardio than 0.2.7", e);
		}
	}

	private static Object field(Object of, String name) throws ReflectiveOperationException {
		Field field = of.getClass().getDeclaredField(name);
		field.setAccessible(true);
		return field.get(of);
	}

	@Override
	public Optional<Bytes> control(int function, Bytes data) {
		// SCARD_CTL_CODE of winsmcrd.h and of reader.h
		int code = Platform.isWindows() ? 0x31 << 16 | function << 2 : 0x42000000 + function;
		try {
			return Optional.of(Bytes.of(connection.transmitControlCommand(code, data.toArray())));
		} catch (JnaPCSCException e) {
			return refused((int) e.code);
		} catch (CardException | RuntimeException e) {
			throw Faults.of(reader, e, Kind.READER_GONE);
		}
	}

	/** A reader that does not know is no fault; one that is gone is. */
	private Optional<Bytes> refused(int code) {
		Kind kind = Faults.kind(code, Kind.CARD_MUTE);
		if (kind == Kind.READER_GONE || kind == Kind.SERVICE_GONE && code != 0x80100013) {
			throw new ReaderFault(kind, reader);
		}
		LOG.debug("{} does not tell: {}", reader, Integer.toHexString(code));
		return Optional.empty();
	}

	@Override
	public void close() {
		try {
			connection.disconnect(false);
		} catch (CardException | RuntimeException e) {
			LOG.debug("{} could not be disconnected, it is gone or its service", reader, e);
		}
		context.close();
	}
}
