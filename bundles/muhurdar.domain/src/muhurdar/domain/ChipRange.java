package muhurdar.domain;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Chip serial numbers one after the other, counted in hexadecimal; both ends belong to it. */
public record ChipRange(ChipSerial first, ChipSerial last) {

	/** More cards come in no box: such a range is a slip of the finger. */
	public static final int MOST = 10_000;
	private static final int RADIX = 16;

	/** @throws Refusal RANGE_INVALID if the ends are of different lengths, the wrong way round or too far apart */
	public ChipRange {
		if (first.hex().length() != last.hex().length() || first.compareTo(last) > 0
				|| number(last).subtract(number(first)).compareTo(BigInteger.valueOf(MOST)) >= 0) {
			throw new Refusal(Why.RANGE_INVALID, first.hex(), last.hex(), MOST);
		}
	}

	public int size() {
		return number(last).subtract(number(first)).intValueExact() + 1;
	}

	/** All of them, ascending. */
	public List<ChipSerial> serials() {
		BigInteger start = number(first);
		return IntStream.range(0, size()).mapToObj(i -> serial(start.add(BigInteger.valueOf(i)))).toList();
	}

	private ChipSerial serial(BigInteger number) {
		String digits = number.toString(RADIX).toUpperCase(Locale.ROOT);
		return new ChipSerial("0".repeat(first.hex().length() - digits.length()) + digits);
	}

	private static BigInteger number(ChipSerial serial) {
		return new BigInteger(serial.hex(), RADIX);
	}
}
