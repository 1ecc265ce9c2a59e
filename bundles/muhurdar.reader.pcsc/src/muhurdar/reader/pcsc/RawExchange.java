package muhurdar.reader.pcsc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;

import javax.smartcardio.CardException;

import com.sun.jna.Memory;

import jnasmartcardio.Smartcardio.JnaCardChannel;
import muhurdar.api.spi.Dialogue;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;

/**
 * One command to the card and its response, as they are. jnasmartcardio 0.2.7 can do that, but its public
 * {@code transmit} also answers 61xx and 6Cxx and does it wrongly: it fails after a command of four bytes, writes the
 * length over the last byte of a command that has no Le (P2, or the end of a PIN), ends after eight parts without
 * a status word, and changes the class byte. So its inner {@code transmitRaw} is called and {@link Dialogue} does the
 * rest.
 */
final class RawExchange implements Dialogue.Exchange<CardException>, AutoCloseable {

	private static final int LONGEST_COMMAND = 4 + 3 + 65535 + 2;
	private static final int LONGEST_RESPONSE = 65536 + 2;
	private static final MethodHandle TRANSMIT_RAW = transmitRaw();

	private final JnaCardChannel channel;
	private final Memory memory = new Memory(LONGEST_COMMAND + LONGEST_RESPONSE);
	private final ByteBuffer command = memory.getByteBuffer(0, LONGEST_COMMAND);
	private final ByteBuffer response = memory.getByteBuffer(LONGEST_COMMAND, LONGEST_RESPONSE);

	RawExchange(JnaCardChannel channel) {
		this.channel = channel;
	}

	private static MethodHandle transmitRaw() {
		try {
			return MethodHandles.privateLookupIn(JnaCardChannel.class, MethodHandles.lookup()).findVirtual(
					JnaCardChannel.class, "transmitRaw", MethodType.methodType(int.class, ByteBuffer.class, ByteBuffer.class));
		} catch (ReflectiveOperationException e) {
			throw new LinkageError("another jnasmartcardio than 0.2.7", e);
		}
	}

	@Override
	public byte[] exchange(byte[] apdu) throws CardException {
		return exchange(ByteBuffer.wrap(apdu));
	}

	/** From wherever it is into the native memory that the reader gets it from. */
	@Override
	public byte[] exchange(ByteBuffer apdu) throws CardException {
		command.clear().put(0, apdu, 0, apdu.limit()).limit(apdu.limit());
		response.clear();
		try {
			int length = call(command, response);
			if (length < 2) {
				// how vpcd tells that the card went away instead of answering
				throw new ReaderFault(Kind.CARD_GONE, "no answer");
			}
			byte[] answer = new byte[length];
			response.get(0, answer);
			return answer;
		} finally {
			memory.setMemory(0, apdu.limit(), (byte) 0); // it may have been a PIN
		}
	}

	private int call(ByteBuffer in, ByteBuffer out) throws CardException {
		try {
			return (int) TRANSMIT_RAW.invokeExact(channel, in, out);
		} catch (CardException | RuntimeException | Error e) {
			throw e;
		} catch (Throwable e) {
			throw new CardException(e);
		}
	}

	@Override
	public void close() {
		memory.clear();
		memory.close();
	}
}
