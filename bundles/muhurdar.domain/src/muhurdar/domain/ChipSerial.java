package muhurdar.domain;

import java.util.regex.Pattern;

/**
 * The serial number that a chip reports of itself, whole, as upper-case hexadecimal digits (AKİS: 12 bytes).
 * Journal and resume go by it. People see the last 8 bytes as 16 digits, see {@link #shown()}.
 */
public record ChipSerial(String hex) implements Comparable<ChipSerial> {

	private static final Pattern HEX = Pattern.compile("([0-9A-F]{2}){4,32}");

	public ChipSerial {
		if (!HEX.matcher(hex).matches()) {
			throw new IllegalArgumentException("not a chip serial number: " + hex);
		}
	}

	public static ChipSerial of(byte[] serial) {
		return new ChipSerial(Bytes.of(serial).toHex());
	}

	/** What people read and type: the last 16 digits. */
	public String shown() {
		return hex.substring(Math.max(0, hex.length() - 16));
	}

	@Override
	public int compareTo(ChipSerial other) {
		return hex.compareTo(other.hex);
	}

	@Override
	public String toString() {
		return shown();
	}
}
