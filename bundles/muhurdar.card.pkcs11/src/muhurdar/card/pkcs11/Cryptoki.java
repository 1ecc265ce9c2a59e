package muhurdar.card.pkcs11;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.domain.Secret;

/**
 * One PKCS#11 module: the functions that we need of it, called through its function list. Thread-safe: a module that
 * is to be used by one thread at a time gets one call at a time, whoever calls (a key that is being made holds up the
 * others). Every method throws {@link ReaderFault} or {@link CardFault} for a return value other than CKR_OK, see
 * {@link Ckr}. PINs are handed over in native memory that is wiped after the call.
 */
final class Cryptoki implements AutoCloseable {

	static final long CKU_SO = 0;
	static final long CKU_USER = 1;
	static final long CKM_RSA_PKCS_KEY_PAIR_GEN = 0;
	static final long CKM_RSA_PKCS = 1;
	static final long CKM_EC_KEY_PAIR_GEN = 0x1040;
	static final long CKM_ECDSA = 0x1041;
	static final long CKM_SHA256_HMAC = 0x251;
	static final long CKM_GENERIC_SECRET_KEY_GEN = 0x350;

	private static final long CKF_TOKEN_PRESENT = 1;
	private static final long CKF_RW_SESSION = 2;
	private static final long CKF_SERIAL_SESSION = 4;
	private static final long CKF_OS_LOCKING_OK = 2;
	/** More than CK_TOKEN_INFO needs anywhere. */
	private static final int INFO = 512;
	private static final int LONGEST_SIGNATURE = 1024;

	/**
	 * Never unloaded: JNA does so with a library that nobody holds, whoever has pointers to its functions, and a module may
	 * have left threads behind that run in it.
	 */
	private static final Set<NativeLibrary> LOADED = ConcurrentHashMap.newKeySet();

	/** The functions that are called, with their places in CK_FUNCTION_LIST. */
	private enum Call {
		C_Initialize(0), C_Finalize(1), C_GetSlotList(4), C_GetSlotInfo(5), C_GetTokenInfo(6), C_InitToken(9), C_InitPIN(
				10),
		C_SetPIN(11), C_OpenSession(12), C_CloseAllSessions(14), C_Login(18), C_Logout(19), C_CreateObject(
				20),
		C_GetAttributeValue(24), C_FindObjectsInit(
				26),
		C_FindObjects(27), C_FindObjectsFinal(28), C_SignInit(42), C_Sign(43), C_GenerateKey(58), C_GenerateKeyPair(59);

		private final int place;

		Call(int place) {
			this.place = place;
		}

		/** Behind the version, which is two bytes and aligned but on Windows. */
		private Function in(Pointer list) {
			long first = Platform.isWindows() ? 2 : Native.POINTER_SIZE;
			return Function.getFunction(list.getPointer(first + (long) place * Native.POINTER_SIZE));
		}
	}

	/** A slot: the reader of a card. */
	record SlotInfo(String description, boolean tokenPresent) {
	}

	/** A module that is initialised: once in a process, however many use it and by whatever path they found it. */
	private static final class Initialised {

		private final ReadWriteLock guard = new ReentrantReadWriteLock(true);
		private int users;
	}

	/** By function list. */
	private static final Map<Pointer, Initialised> INITIALISED = new HashMap<>();

	private final Path module;
	private final Pointer functions;
	private final Initialised shared;
	private final Lock perCall;
	private boolean closed;

	private Cryptoki(Path module, Pointer functions, Initialised shared, boolean singleThread) {
		this.module = module;
		this.functions = functions;
		this.shared = shared;
		perCall = singleThread ? shared.guard.writeLock() : shared.guard.readLock();
	}

	/**
	 * Loads the module and initialises it, unless somebody else here uses it.
	 *
	 * @param nullArguments C_Initialize(NULL), which some modules insist on; it forbids several threads
	 * @param singleThread no two calls at the same time
	 * @throws ReaderFault SERVICE_GONE with a sentence that names the module
	 */
	static Cryptoki load(Path module, boolean nullArguments, boolean singleThread) {
		try {
			NativeLibrary library = NativeLibrary.getInstance(module.toString());
			LOADED.add(library);
			Pointer list;
			try (Memory to = new Memory(Native.POINTER_SIZE)) {
				check("C_GetFunctionList", invoke(library.getFunction("C_GetFunctionList"), to));
				list = to.getPointer(0);
			}
			synchronized (INITIALISED) {
				Initialised shared = INITIALISED.getOrDefault(list, new Initialised());
				Cryptoki loaded = new Cryptoki(module, list, shared, nullArguments || singleThread);
				if (shared.users == 0) {
					loaded.initialise(nullArguments, singleThread);
				}
				shared.users++;
				INITIALISED.put(list, shared);
				return loaded;
			}
		} catch (UnsatisfiedLinkError e) {
			throw unusable(module, "it is missing, or no PKCS#11 module of this system", e);
		} catch (CardFault | ReaderFault e) {
			throw unusable(module, String.valueOf(e.getMessage()), e);
		}
	}

	static ReaderFault unusable(Path module, String why, @Nullable Throwable cause) {
		ReaderFault fault = new ReaderFault(Kind.SERVICE_GONE, "PKCS#11 module " + module + " cannot be used: " + why);
		if (cause != null) {
			fault.initCause(cause);
		}
		return fault;
	}

	private void initialise(boolean nullArguments, boolean singleThread) {
		// CK_C_INITIALIZE_ARGS: four functions for mutexes, flags, reserved
		try (Memory arguments = new Memory(4L * Native.POINTER_SIZE + Template.ULONG + Native.POINTER_SIZE)) {
			arguments.clear();
			Template.put(arguments, 4L * Native.POINTER_SIZE, singleThread ? 0 : CKF_OS_LOCKING_OK);
			long value = invoke(Call.C_Initialize.in(functions), nullArguments ? Pointer.NULL : arguments);
			if (value != Ckr.CRYPTOKI_ALREADY_INITIALIZED) {
				check("C_Initialize" + (nullArguments ? "(NULL)" : ""), value);
			}
		}
	}

	/**
	 * Whatever is called here afterwards is SERVICE_GONE; with the module's last user C_Finalize. Waits for calls that are
	 * under way.
	 */
	@Override
	public void close() {
		shared.guard.writeLock().lock();
		try {
			synchronized (INITIALISED) {
				if (!closed) {
					closed = true;
					shared.users--;
					if (shared.users == 0) {
						INITIALISED.remove(functions);
						check("C_Finalize", invoke(Call.C_Finalize.in(functions), Pointer.NULL));
					}
				}
			}
		} finally {
			shared.guard.writeLock().unlock();
		}
	}

	/** Asks unless a call of somebody else lasts for 300 ms meanwhile: then empty. */
	<T> Optional<T> ifFree(Supplier<T> question) {
		try {
			if (!perCall.tryLock(300, TimeUnit.MILLISECONDS)) {
				return Optional.empty();
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
		try {
			return Optional.of(question.get());
		} finally {
			perCall.unlock();
		}
	}

	/** The ids of all slots, with a token in them or not, in the module's order. */
	List<Long> slots() {
		try (Memory count = new Memory(Template.ULONG)) {
			// asked for the number, a module looks for new readers
			call(Call.C_GetSlotList, (byte) 0, Pointer.NULL, count);
			int n = (int) Template.get(count, 0);
			try (Memory ids = new Memory(Math.max(1L, n) * Template.ULONG)) {
				call(Call.C_GetSlotList, (byte) 0, ids, count);
				return ulongs(ids, count);
			}
		}
	}

	SlotInfo slotInfo(long slot) {
		try (Memory info = new Memory(INFO)) {
			call(Call.C_GetSlotInfo, ulong(slot), info);
			return new SlotInfo(TokenInfo.text(info, 0, 64), (Template.get(info, 96) & CKF_TOKEN_PRESENT) != 0);
		}
	}

	TokenInfo tokenInfo(long slot) {
		try (Memory info = new Memory(INFO)) {
			call(Call.C_GetTokenInfo, ulong(slot), info);
			return TokenInfo.of(info);
		}
	}

	/** Erases what is on the token. No session may be open. */
	void initToken(long slot, Secret soPin, String label) {
		byte[] padded = Arrays.copyOf(label.getBytes(StandardCharsets.UTF_8), 32);
		Arrays.fill(padded, label.getBytes(StandardCharsets.UTF_8).length, padded.length, (byte) ' ');
		try (Pin pin = new Pin(soPin); Memory name = new Memory(padded.length)) {
			name.write(0, padded, 0, padded.length);
			call(Call.C_InitToken, ulong(slot), pin.memory, pin.length(), name);
		}
	}

	/** A session that reads and writes. */
	long openSession(long slot) {
		try (Memory session = new Memory(Template.ULONG)) {
			call(Call.C_OpenSession, ulong(slot), ulong(CKF_SERIAL_SESSION | CKF_RW_SESSION), Pointer.NULL, Pointer.NULL,
					session);
			return Template.get(session, 0);
		}
	}

	void closeAllSessions(long slot) {
		call(Call.C_CloseAllSessions, ulong(slot));
	}

	/** @throws CardFault {@link Ckr#WRONG_PIN}, 6983 */
	void login(long session, long user, Secret secret) {
		try (Pin pin = new Pin(secret)) {
			call(Call.C_Login, ulong(session), ulong(user), pin.memory, pin.length());
		}
	}

	void logout(long session) {
		call(Call.C_Logout, ulong(session));
	}

	/** The user's PIN, made by the security officer who is logged in. */
	void initPin(long session, Secret secret) {
		try (Pin pin = new Pin(secret)) {
			call(Call.C_InitPIN, ulong(session), pin.memory, pin.length());
		}
	}

	/** Another PIN for whoever is logged in. */
	void setPin(long session, Secret old, Secret secret) {
		try (Pin from = new Pin(old); Pin to = new Pin(secret)) {
			call(Call.C_SetPIN, ulong(session), from.memory, from.length(), to.memory, to.length());
		}
	}

	void generateKeyPair(long session, long mechanism, Template publicKey, Template privateKey) {
		try (Memory how = mechanism(mechanism);
				Memory open = publicKey.memory();
				Memory secret = privateKey.memory();
				Memory handles = new Memory(2L * Template.ULONG)) {
			call(Call.C_GenerateKeyPair, ulong(session), how, open, ulong(publicKey.size()), secret, ulong(privateKey.size()),
					handles, handles.share(Template.ULONG));
		}
	}

	void generateKey(long session, long mechanism, Template key) {
		try (Memory how = mechanism(mechanism); Memory attributes = key.memory(); Memory handle = new Memory(Template.ULONG)) {
			call(Call.C_GenerateKey, ulong(session), how, attributes, ulong(key.size()), handle);
		}
	}

	/** A signature or a MAC, of which native memory keeps nothing. */
	byte[] sign(long session, long mechanism, long key, byte[] data) {
		try (Memory how = mechanism(mechanism);
				Memory in = new Memory(data.length);
				Memory out = new Memory(LONGEST_SIGNATURE);
				Memory length = new Memory(Template.ULONG)) {
			in.write(0, data, 0, data.length);
			Template.put(length, 0, LONGEST_SIGNATURE);
			call(Call.C_SignInit, ulong(session), how, ulong(key));
			call(Call.C_Sign, ulong(session), in, ulong(data.length), out, length);
			byte[] signature = out.getByteArray(0, (int) Template.get(length, 0));
			out.clear();
			return signature;
		}
	}

	void createObject(long session, Template template) {
		try (Memory attributes = template.memory(); Memory handle = new Memory(Template.ULONG)) {
			call(Call.C_CreateObject, ulong(session), attributes, ulong(template.size()), handle);
		}
	}

	/** Handles of the objects of that kind, private ones only after a login. */
	List<Long> findObjects(long session, Template template) {
		int most = 16; // at a time
		try (Memory attributes = template.memory();
				Memory handles = new Memory((long) most * Template.ULONG);
				Memory count = new Memory(Template.ULONG)) {
			call(Call.C_FindObjectsInit, ulong(session), attributes, ulong(template.size()));
			List<Long> found = new ArrayList<>();
			do {
				call(Call.C_FindObjects, ulong(session), handles, ulong(most), count);
				found.addAll(ulongs(handles, count));
			} while (Template.get(count, 0) == most);
			call(Call.C_FindObjectsFinal, ulong(session));
			return found;
		}
	}

	/** The value of an attribute; empty if the object does not have it. */
	Optional<byte[]> attribute(long session, long object, long type) {
		try (Memory entry = new Memory(Template.ENTRY)) {
			Template.entry(entry, 0, type, Pointer.NULL, 0);
			call(Call.C_GetAttributeValue, ulong(session), ulong(object), entry, ulong(1));
			int length = (int) Template.get(entry, (long) Template.ULONG + Native.POINTER_SIZE);
			if (length <= 0) {
				return Optional.empty();
			}
			try (Memory value = new Memory(length)) {
				Template.entry(entry, 0, type, value, length);
				call(Call.C_GetAttributeValue, ulong(session), ulong(object), entry, ulong(1));
				return Optional.of(value.getByteArray(0, length));
			}
		}
	}

	private static Memory mechanism(long mechanism) {
		Memory memory = new Memory(Template.ENTRY);
		Template.entry(memory, 0, mechanism, Pointer.NULL, 0);
		return memory;
	}

	private static List<Long> ulongs(Memory values, Memory count) {
		List<Long> read = new ArrayList<>();
		for (long i = 0; i < Template.get(count, 0); i++) {
			read.add(Template.get(values, i * Template.ULONG));
		}
		return read;
	}

	private static NativeLong ulong(long value) {
		return new NativeLong(value, true);
	}

	private void call(Call function, @Nullable Object... arguments) {
		perCall.lock();
		try {
			if (closed) {
				throw new ReaderFault(Kind.SERVICE_GONE, "PKCS#11 module " + module + " is closed");
			}
			check(function.name(), invoke(function.in(functions), arguments));
		} finally {
			perCall.unlock();
		}
	}

	private static long invoke(Function function, @Nullable Object... arguments) {
		return ((NativeLong) function.invoke(NativeLong.class, arguments)).longValue();
	}

	private static void check(String function, long value) {
		if (value != Ckr.OK) {
			throw Ckr.fault(function, value);
		}
	}

	/** A PIN in native memory for as long as a call lasts. */
	private static final class Pin implements AutoCloseable {

		private final Memory memory;
		private final int length;

		Pin(Secret secret) {
			length = secret.length();
			memory = new Memory(Math.max(1, length));
			memory.getByteBuffer(0, length).put(secret.bytes());
		}

		NativeLong length() {
			return ulong(length);
		}

		@Override
		public void close() {
			memory.clear();
			memory.close();
		}
	}
}
