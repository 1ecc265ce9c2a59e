import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Bytes that are looked for: one secret in one encoding. For releng/secrets.
 *
 * @param form in which encoding
 * @param anchor where it has the four bytes with the fewest zeros, of which a heap is full
 */
record SecretsNeedle(Kind kind, String form, byte[] bytes, int anchor) {

	/** FACTORY_KEY is known to everybody; it is looked for all the same. TRANSPORT_PIN is the SO PIN of blank tokens. */
	enum Kind {
		PIN, PUK, MANAGEMENT_KEY, FACTORY_KEY, TRANSPORT_PIN, DECOY, PLANTED
	}

	/** As many bytes of a key as must not be found in one piece. */
	private static final int KEY_PART = 16;

	private SecretsNeedle(Kind kind, String form, byte[] bytes) {
		this(kind, form, bytes, IntStream.rangeClosed(0, bytes.length - 4).boxed()
				.max(Comparator.comparing(at -> IntStream.range(at, at + 4).filter(i -> bytes[i] != 0).count())).orElseThrow());
	}

	/** Four bytes of it. */
	int word(int at) {
		return ByteBuffer.wrap(bytes).getInt(at);
	}

	/** Text of so few digits that chance finds it in the midst of longer numbers: it counts only where it is a whole one. */
	boolean isWholeNumber() {
		return bytes.length <= 8 && IntStream.range(0, bytes.length).allMatch(i -> bytes[i] >= '0' && bytes[i] <= '9');
	}

	/**
	 * A PIN or PUK in every usual encoding. A length before any of these changes nothing; where a form would be so short that
	 * chance finds it, it is looked for as it is sent: a PIN block of 8 bytes (ISO 9564-1, format 2).
	 */
	static List<SecretsNeedle> ofPin(Kind kind, String secret) {
		Map<String, byte[]> forms = new TreeMap<>();
		byte[] ascii = secret.getBytes(StandardCharsets.US_ASCII);
		forms.put("ASCII", ascii);
		forms.put("UTF-16BE", secret.getBytes(StandardCharsets.UTF_16BE));
		forms.put("UTF-16LE", secret.getBytes(StandardCharsets.UTF_16LE));
		putText(forms, ascii);
		if (secret.chars().allMatch(c -> c >= '0' && c <= '9')) {
			byte[] bcd = HexFormat.of().parseHex(secret);
			if (bcd.length >= 6) {
				forms.put("BCD", bcd);
			} else {
				forms.put("BCD in a PIN block", HexFormat.of().parseHex("2%x%sffffff".formatted(secret.length(), secret)));
			}
			byte[] values = new byte[ascii.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = (byte) (ascii[i] - '0');
			}
			forms.put("digit values", values);
			if (secret.length() >= 12) {
				long number = Long.parseLong(secret);
				forms.put("long, big-endian", ByteBuffer.allocate(8).putLong(number).array());
				forms.put("long, little-endian", ByteBuffer.allocate(8).putLong(Long.reverseBytes(number)).array());
			}
		}
		return needles(kind, forms);
	}

	/** A key, raw and as text; half of it is too much already. */
	static List<SecretsNeedle> ofKey(Kind kind, byte[] key) {
		List<SecretsNeedle> needles = new ArrayList<>();
		for (int at = 0; at + KEY_PART <= key.length; at += KEY_PART) {
			byte[] part = Arrays.copyOfRange(key, at, at + KEY_PART);
			Map<String, byte[]> forms = new TreeMap<>();
			forms.put("raw", part);
			putText(forms, part);
			needles.addAll(needles(kind, forms));
		}
		return needles;
	}

	/** A key all parts of which are the same bytes: it is looked for as a whole. */
	static List<SecretsNeedle> ofWholeKey(Kind kind, byte[] key) {
		Map<String, byte[]> forms = new TreeMap<>();
		forms.put("raw", key);
		putText(forms, key);
		return needles(kind, forms);
	}

	private static void putText(Map<String, byte[]> forms, byte[] secret) {
		String hex = HexFormat.of().formatHex(secret);
		for (String letters : List.of("hex", "HEX")) {
			String digits = letters.equals("hex") ? hex : hex.toUpperCase(Locale.ROOT);
			if (letters.equals("hex") || !digits.equals(hex)) {
				forms.put(letters, digits.getBytes(StandardCharsets.US_ASCII));
				forms.put(letters + " UTF-16BE", digits.getBytes(StandardCharsets.UTF_16BE));
				forms.put(letters + " UTF-16LE", digits.getBytes(StandardCharsets.UTF_16LE));
			}
		}
		for (int before = 0; before < 3; before++) {
			forms.put("Base64 +" + before, base64(secret, before));
		}
	}

	/** The characters that do not depend on what stands before and after. */
	private static byte[] base64(byte[] secret, int before) {
		byte[] shifted = new byte[before + secret.length];
		System.arraycopy(secret, 0, shifted, before, secret.length);
		String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
		int from = before == 0 ? 0 : before + 1;
		int to = shifted.length * 8 / 6;
		return text.substring(from, to).getBytes(StandardCharsets.US_ASCII);
	}

	private static List<SecretsNeedle> needles(Kind kind, Map<String, byte[]> forms) {
		return forms.entrySet().stream().map(form -> new SecretsNeedle(kind, form.getKey(), form.getValue())).toList();
	}
}
