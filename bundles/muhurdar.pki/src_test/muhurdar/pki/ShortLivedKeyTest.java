package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortLivedKeyTest {

	@ParameterizedTest
	@CsvSource({ "AES, 32, 16", "DESede, 24, 8" })
	void aCipherThatHasForgottenAKeyHasOneOfZeros(String algorithm, int length, int block) throws Exception {
		byte[] bytes = new byte[length];
		Arrays.fill(bytes, (byte) 0x5A);
		Cipher cipher = Cipher.getInstance(algorithm + "/ECB/NoPadding");
		ShortLivedKey key = new ShortLivedKey(algorithm, bytes);
		cipher.init(Cipher.DECRYPT_MODE, key);
		key.forgottenBy(cipher);
		assertArrayEquals(new byte[length], bytes);
		Cipher zeros = Cipher.getInstance(algorithm + "/ECB/NoPadding");
		zeros.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[length], algorithm));
		assertArrayEquals(zeros.doFinal(new byte[block]), cipher.doFinal(new byte[block]));
	}
}
