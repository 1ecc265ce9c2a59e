package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.pki.PinSealing.Sealed;

class PinSealingTest {

	private static final KeyPair VAULT = PinSealing.newVaultKey();
	private static final ChipSerial CHIP = new ChipSerial("0102030405060708090A0B0C");
	private static final UUID CARD = UUID.randomUUID();

	private static Secret pin(String digits) {
		return Secret.taking(digits.getBytes(StandardCharsets.US_ASCII));
	}

	private static Sealed seal(String digits) {
		try (Secret pin = pin(digits)) {
			return PinSealing.seal(pin, CHIP, CARD, TestKeys.spki(VAULT));
		}
	}

	private static Bytes flipped(Bytes bytes, int at) {
		byte[] copy = bytes.toArray();
		copy[at] ^= 1;
		return Bytes.of(copy);
	}

	@Test
	void theVaultReadsWhatWasSealed() {
		for (String digits : new String[] { "1", "000000", "123456", "123456789012345" }) {
			try (Secret opened = PinSealing.open(seal(digits), CHIP, CARD, VAULT.getPrivate())) {
				assertArrayEquals(digits.getBytes(StandardCharsets.US_ASCII), opened.use(byte[]::clone));
			}
		}
	}

	@Test
	void lengthSaysNothingAndTheSamePinNeverLooksTheSame() {
		assertEquals(seal("1234").box().length(), seal("12345678").box().length());
		assertNotEquals(seal("123456").box(), seal("123456").box());
		assertNotEquals(seal("123456").wrappedKey(), seal("123456").wrappedKey());
	}

	@Test
	void anotherCardOrChipOrVaultDoesNotOpenIt() {
		Sealed sealed = seal("123456");
		var otherChip = new ChipSerial("0102030405060708090A0B0D");
		assertThrows(PkiFault.class, () -> PinSealing.open(sealed, otherChip, CARD, VAULT.getPrivate()));
		assertThrows(PkiFault.class, () -> PinSealing.open(sealed, CHIP, UUID.randomUUID(), VAULT.getPrivate()));
		KeyPair other = PinSealing.newVaultKey();
		assertThrows(PkiFault.class, () -> PinSealing.open(sealed, CHIP, CARD, other.getPrivate()));
	}

	@Test
	void anAlteredSealDoesNotOpen() {
		Sealed sealed = seal("123456");
		for (int i = 0; i < sealed.box().length(); i++) {
			var altered = new Sealed(flipped(sealed.box(), i), sealed.wrappedKey());
			assertThrows(PkiFault.class, () -> PinSealing.open(altered, CHIP, CARD, VAULT.getPrivate()));
		}
		var altered = new Sealed(sealed.box(), flipped(sealed.wrappedKey(), 100));
		assertThrows(PkiFault.class, () -> PinSealing.open(altered, CHIP, CARD, VAULT.getPrivate()));
		var another = new Sealed(sealed.box(), seal("123456").wrappedKey());
		assertThrows(PkiFault.class, () -> PinSealing.open(another, CHIP, CARD, VAULT.getPrivate()));
		var cut = new Sealed(Bytes.of((byte) 1), sealed.wrappedKey());
		assertThrows(PkiFault.class, () -> PinSealing.open(cut, CHIP, CARD, VAULT.getPrivate()));
	}

	@Test
	void aPinTooLongOrEmptyIsNotSealedNorAnyForAnotherKindOfKey() {
		assertThrows(IllegalArgumentException.class, () -> seal(""));
		assertThrows(IllegalArgumentException.class, () -> seal("1234567890123456"));
		Bytes ec = TestKeys.spki(TestKeys.pair(KeyType.EC_P384));
		assertThrows(PkiFault.class, () -> PinSealing.seal(pin("123456"), CHIP, CARD, ec));
		Bytes weak = TestKeys.spki(TestKeys.pair("RSA", 2048));
		assertThrows(PkiFault.class, () -> PinSealing.seal(pin("123456"), CHIP, CARD, weak));
	}
}
