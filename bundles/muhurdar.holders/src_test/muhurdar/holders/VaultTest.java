package muhurdar.holders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.spi.SealedPin;
import muhurdar.domain.CardId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;
import muhurdar.domain.Uuid7;
import muhurdar.pki.PkiFault;

class VaultTest {

	private static final ChipSerial CHIP = new ChipSerial("0102030405060708090A0B0C");
	private final CardId card = new CardId(Uuid7.next(Instant.EPOCH));

	@TempDir
	Path folder;

	private DataFolder data() {
		return (first, more) -> {
			Path path = folder.resolve(Path.of(first, more));
			path.getParent().toFile().mkdirs();
			return path;
		};
	}

	private static Secret secret(String text) {
		return Secret.taking(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static KeyStorePasswords passwords() {
		return name -> secret("password of " + name);
	}

	@Test
	void theVaultOpensWhatProductionSealedAlsoAfterARestart() {
		var sealer = new VaultPinSealer(data(), passwords());
		SealedPin first = sealer.seal(card, CHIP, secret("271828"));
		sealer.close();
		var again = new VaultPinSealer(data(), passwords());
		SealedPin second = again.seal(card, CHIP, secret("314159"));
		try (var vault = new Vault(folder, secret("password of vault"))) {
			assertArrayEquals("271828".getBytes(StandardCharsets.US_ASCII),
					vault.open(card, CHIP, first.slot(), first.sealed()).orElseThrow().use(byte[]::clone));
			assertArrayEquals("314159".getBytes(StandardCharsets.US_ASCII),
					vault.open(card, CHIP, second.slot(), second.sealed()).orElseThrow().use(byte[]::clone));
		} finally {
			again.close();
		}
	}

	@Test
	void nobodyOpensAShreddedPin() {
		var sealer = new VaultPinSealer(data(), passwords());
		SealedPin sealed = sealer.seal(card, CHIP, secret("271828"));
		sealer.shred(sealed.slot());
		sealer.close();
		try (var vault = new Vault(folder, secret("password of vault"))) {
			assertTrue(vault.open(card, CHIP, sealed.slot(), sealed.sealed()).isEmpty());
		}
	}

	@Test
	void aSealedPinDoesNotOpenForAnotherChip() {
		var sealer = new VaultPinSealer(data(), passwords());
		SealedPin sealed = sealer.seal(card, CHIP, secret("271828"));
		sealer.close();
		try (var vault = new Vault(folder, secret("password of vault"))) {
			assertThrows(PkiFault.class, () -> vault.open(card, new ChipSerial("FF02030405060708090A0B0C"),
					sealed.slot(), sealed.sealed()));
		}
	}

	@Test
	void productionNeedsNoPasswordOnceThePublicHalfIsThere() {
		new VaultPinSealer(data(), passwords()).close();
		var sealer = new VaultPinSealer(data(), name -> {
			throw new AssertionError("asked for the password of " + name);
		});
		assertEquals(0, sealer.seal(card, CHIP, secret("271828")).slot());
		sealer.close();
	}
}
