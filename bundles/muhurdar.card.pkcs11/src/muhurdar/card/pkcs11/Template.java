package muhurdar.card.pkcs11;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The attributes of an object that is to be made or found: an array of CK_ATTRIBUTE. No secret goes into one. */
final class Template {

	/** CK_ULONG: 4 bytes on Windows, elsewhere as long as a pointer. */
	static final int ULONG = Native.LONG_SIZE;
	/** Of CK_ATTRIBUTE, and of CK_MECHANISM: type, pointer, length; packed on Windows, where it makes no gap either. */
	static final int ENTRY = 2 * ULONG + Native.POINTER_SIZE;

	static final long CKA_CLASS = 0;
	static final long CKA_TOKEN = 1;
	static final long CKA_PRIVATE = 2;
	static final long CKA_LABEL = 3;
	static final long CKA_APPLICATION = 0x10;
	static final long CKA_VALUE = 0x11;
	static final long CKA_CERTIFICATE_TYPE = 0x80;
	static final long CKA_ISSUER = 0x81;
	static final long CKA_SERIAL_NUMBER = 0x82;
	static final long CKA_KEY_TYPE = 0x100;
	static final long CKA_SUBJECT = 0x101;
	static final long CKA_ID = 0x102;
	static final long CKA_SENSITIVE = 0x103;
	static final long CKA_ENCRYPT = 0x104;
	static final long CKA_DECRYPT = 0x105;
	static final long CKA_WRAP = 0x106;
	static final long CKA_UNWRAP = 0x107;
	static final long CKA_SIGN = 0x108;
	static final long CKA_VERIFY = 0x10A;
	static final long CKA_MODULUS = 0x120;
	static final long CKA_MODULUS_BITS = 0x121;
	static final long CKA_PUBLIC_EXPONENT = 0x122;
	static final long CKA_VALUE_LEN = 0x161;
	static final long CKA_EXTRACTABLE = 0x162;
	static final long CKA_MODIFIABLE = 0x170;
	static final long CKA_EC_PARAMS = 0x180;
	static final long CKA_EC_POINT = 0x181;

	static final long CKO_DATA = 0;
	static final long CKO_CERTIFICATE = 1;
	static final long CKO_PUBLIC_KEY = 2;
	static final long CKO_PRIVATE_KEY = 3;
	static final long CKO_SECRET_KEY = 4;

	private record Attribute(long type, byte[] value) {
	}

	private final List<Attribute> attributes = new ArrayList<>();

	Template with(long type, byte... value) {
		attributes.add(new Attribute(type, value.clone()));
		return this;
	}

	/** CK_BBOOL. */
	Template flag(long type, boolean value) {
		return with(type, (byte) (value ? 1 : 0));
	}

	Template text(long type, String value) {
		return with(type, value.getBytes(StandardCharsets.UTF_8));
	}

	/** CK_ULONG. */
	Template number(long type, long value) {
		try (Memory memory = new Memory(ULONG)) {
			put(memory, 0, value);
			return with(type, memory.getByteArray(0, ULONG));
		}
	}

	int size() {
		return attributes.size();
	}

	/** As C has it: the entries, then their values. The caller closes it. */
	Memory memory() {
		int values = attributes.stream().mapToInt(attribute -> attribute.value().length).sum();
		Memory memory = new Memory(Math.max(1, (long) size() * ENTRY + values));
		long entry = 0;
		long at = (long) size() * ENTRY;
		for (Attribute attribute : attributes) {
			byte[] value = attribute.value();
			entry(memory, entry, attribute.type(), value.length == 0 ? Pointer.NULL : memory.share(at), value.length);
			memory.write(at, value, 0, value.length);
			entry += ENTRY;
			at += value.length;
		}
		return memory;
	}

	/** Writes one CK_ATTRIBUTE or CK_MECHANISM. */
	static void entry(Memory memory, long at, long type, Pointer value, long length) {
		put(memory, at, type);
		memory.setPointer(at + ULONG, value);
		put(memory, at + ULONG + Native.POINTER_SIZE, length);
	}

	static void put(Pointer memory, long at, long ulong) {
		if (ULONG == Long.BYTES) {
			memory.setLong(at, ulong);
		} else {
			memory.setInt(at, (int) ulong);
		}
	}

	/** The number of an attribute that is a CK_ULONG. */
	static long ulong(byte[] value) {
		try (Memory memory = new Memory(ULONG)) {
			memory.write(0, value, 0, ULONG);
			return get(memory, 0);
		}
	}

	/** CK_UNAVAILABLE_INFORMATION is -1. */
	static long get(Pointer memory, long at) {
		return ULONG == Long.BYTES ? memory.getLong(at) : memory.getInt(at);
	}
}
