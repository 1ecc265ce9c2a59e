package muhurdar.domain;

import java.util.Arrays;
import java.util.HexFormat;

import org.eclipse.jdt.annotation.Nullable;

/** Bytes as a value: a certificate, a public key, a signature. Never a secret (see {@link Secret}). */
public final class Bytes {

	private final byte[] value;

	private Bytes(byte[] value) {
		this.value = value;
	}

	/** Copies the array. */
	public static Bytes of(byte... value) {
		return new Bytes(value.clone());
	}

	/** Reads hexadecimal digits of either case, without separators; IllegalArgumentException if they are none. */
	public static Bytes ofHex(String hex) {
		return new Bytes(HexFormat.of().parseHex(hex));
	}

	/** A copy. */
	public byte[] toArray() {
		return value.clone();
	}

	public int length() {
		return value.length;
	}

	/** Upper-case hexadecimal digits. */
	public String toHex() {
		return HexFormat.of().withUpperCase().formatHex(value);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(value);
	}

	/** At most the first eight bytes, for logs. */
	@Override
	public String toString() {
		return value.length <= 8 ? toHex() : HexFormat.of().withUpperCase().formatHex(value, 0, 8) + "…(" + value.length + ")";
	}
}
