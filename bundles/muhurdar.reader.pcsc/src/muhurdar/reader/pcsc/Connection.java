package muhurdar.reader.pcsc;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;

import javax.smartcardio.ATR;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

import com.sun.jna.ptr.ByReference;

import jnasmartcardio.Smartcardio.JnaCard;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;

/**
 * A connection to a reader, whatever cards come and go in it, with a PC/SC context of its own that ends with it. Used by
 * one thread at a time. jnasmartcardio 0.2.7 binds SCardReconnect, SCardStatus and SCardGetAttrib and offers them to
 * nobody: they are called on the binding within.
 * <p>
 * SCardDisconnect is never called: libpcsclite looks for the handle in the lists of all contexts then, without the lock
 * that keeps them whole, and the process ends if another context ends at that moment. A context that ends takes its
 * connection along, under that lock.
 */
final class Connection implements AutoCloseable {

	/** SCARD_PROTOCOL_T0 or SCARD_PROTOCOL_T1. */
	static final int ANY_PROTOCOL = 3;
	private static final int SCARD_SHARE_EXCLUSIVE = 1;
	private static final int SCARD_SHARE_DIRECT = 3;
	private static final int SCARD_LEAVE_CARD = 0;
	private static final int SCARD_RESET_CARD = 1;
	private static final int SCARD_E_NOT_TRANSACTED = 0x80100016;
	private static final int LONGEST_NAME = 256;
	private static final int LONGEST_ATR = 33;
	private static final int LONGEST_ATTRIBUTE = 264; // MAX_BUFFER_SIZE of pcsclite.h

	private final PcscContext context;
	private final String reader;
	private final CardTerminal terminal;
	private final JnaCard plain;
	private final Object library;
	private final Object handle;

	/**
	 * The context is closed with this; if this fails, it stays the caller's.
	 *
	 * @param card whether the card in the reader is meant, which is held exclusively then, or the reader itself
	 * @throws ReaderFault any kind
	 */
	Connection(PcscContext context, String reader, boolean card) {
		this.context = context;
		this.reader = reader;
		this.terminal = context.terminal(reader);
		try {
			plain = (JnaCard) terminal.connect(card ? "EXCLUSIVE;*" : "DIRECT");
		} catch (CardException | RuntimeException e) {
			throw Faults.of(reader, e, card ? Kind.CARD_MUTE : Kind.READER_GONE);
		}
		library = field(plain, "libInfo");
		handle = field(plain, "scardHandle");
	}

	String reader() {
		return reader;
	}

	/** Asks what is in the reader, not the card. */
	CardTerminal terminal() {
		return terminal;
	}

	/** For commands to the reader. */
	JnaCard plain() {
		return plain;
	}

	/**
	 * Resets the card in the reader, whatever state it was left in. Only for a connection to a card: of any other, pcscd
	 * would reset a card that somebody else uses, and libpcsclite wait for the end of that.
	 *
	 * @param protocols bits: 1 T=0, 2 T=1
	 * @throws ReaderFault CARD_GONE, CARD_MUTE, IN_USE, READER_GONE, SERVICE_GONE
	 */
	JnaCard power(int protocols) {
		ByReference active = number(0);
		done("SCardReconnect", handle, dword(SCARD_SHARE_EXCLUSIVE), dword(protocols), dword(SCARD_RESET_CARD), active);
		ByteBuffer atr = ByteBuffer.allocate(LONGEST_ATR);
		ByReference length = number(LONGEST_ATR);
		done("SCardStatus", handle, ByteBuffer.allocate(LONGEST_NAME), number(LONGEST_NAME), number(0), number(0), atr, length);
		try {
			// with the protocol that was agreed; SCardStatus, which jnasmartcardio asks, may not know of one yet
			return (JnaCard) JnaCard.class.getConstructors()[0].newInstance(library, terminal, handle,
					new ATR(Arrays.copyOf(atr.array(), Math.min(value(length), LONGEST_ATR))), value(active));
		} catch (ReflectiveOperationException e) {
			throw another(e);
		}
	}

	/** Leaves the card that does not answer as it is when this is closed. @throws ReaderFault if it is gone, too */
	void leave() {
		done("SCardReconnect", handle, dword(SCARD_SHARE_DIRECT), dword(ANY_PROTOCOL), dword(SCARD_LEAVE_CARD), number(0));
		// pcscd 1.9.9 forgets the lock of the exclusive use there; others say here that there is none
		int code = call("SCardEndTransaction", handle, dword(SCARD_LEAVE_CARD));
		if (code != 0 && code != SCARD_E_NOT_TRANSACTED) {
			throw fault("SCardEndTransaction", code);
		}
	}

	/** @return of winscard.h; the attribute is in the buffer if it is 0 */
	int attribute(int tag, ByteBuffer value) {
		ByReference length = number(value.capacity());
		int code = call("SCardGetAttrib", handle, dword(tag), value, length);
		value.limit(Math.min(value(length), value.capacity()));
		return code;
	}

	/** With room for any attribute. */
	static ByteBuffer attributeBuffer() {
		return ByteBuffer.allocate(LONGEST_ATTRIBUTE);
	}

	private void done(String function, Object... arguments) {
		int code = call(function, arguments);
		if (code != 0) {
			throw fault(function, code);
		}
	}

	private ReaderFault fault(String function, int code) {
		return new ReaderFault(Faults.kind(code, Kind.CARD_MUTE), "%s, %s: %08X".formatted(reader, function, code));
	}

	private int call(String function, Object... arguments) {
		Object binding = field(library, "lib");
		try {
			Method method = Arrays.stream(binding.getClass().getInterfaces()).flatMap(type -> Arrays.stream(type.getMethods()))
					.filter(one -> one.getName().equals(function)).findFirst()
					.orElseThrow(() -> new LinkageError("no " + function));
			return ((Number) method.invoke(binding, arguments)).intValue();
		} catch (InvocationTargetException e) {
			throw Faults.of(reader, e.getTargetException(), Kind.SERVICE_GONE);
		} catch (IllegalAccessException e) {
			throw another(e);
		}
	}

	private static Object dword(long value) {
		try {
			return winscard("Dword").getConstructor(long.class).newInstance(value);
		} catch (ReflectiveOperationException e) {
			throw another(e);
		}
	}

	private static ByReference number(long value) {
		try {
			return (ByReference) winscard("DwordByReference").getConstructor(winscard("Dword")).newInstance(dword(value));
		} catch (ReflectiveOperationException e) {
			throw another(e);
		}
	}

	private static int value(ByReference number) {
		return number.getPointer().getInt(0);
	}

	private static Class<?> winscard(String name) throws ClassNotFoundException {
		return Class.forName("jnasmartcardio.Winscard$" + name, true, JnaCard.class.getClassLoader());
	}

	private static Object field(Object of, String name) {
		try {
			Field field = of.getClass().getDeclaredField(name);
			field.setAccessible(true);
			return field.get(of);
		} catch (ReflectiveOperationException e) {
			throw another(e);
		}
	}

	private static LinkageError another(ReflectiveOperationException e) {
		return new LinkageError("another jnasmartcardio than 0.2.7", e);
	}

	/** What is held is let go and reset. Never throws. */
	@Override
	public void close() {
		context.close();
	}
}
