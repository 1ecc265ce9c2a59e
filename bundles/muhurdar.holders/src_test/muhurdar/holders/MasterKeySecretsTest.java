package muhurdar.holders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.DataFolder;
import muhurdar.api.spi.PukUse;
import muhurdar.api.spi.Repository;
import muhurdar.api.spi.Tx;
import muhurdar.domain.BatchId;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardKey;
import muhurdar.domain.CardKeyId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.OrderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Role;
import muhurdar.domain.Secret;
import muhurdar.domain.User;
import muhurdar.domain.UserId;
import muhurdar.domain.Why;

class MasterKeySecretsTest {

	private static final ChipSerial CHIP = new ChipSerial("0102030405060708090A0B0C");
	private static final CardId CARD = new CardId(new UUID(1, 1));

	@TempDir
	Path folder;

	private DataFolder data() {
		return (first, more) -> {
			Path path = folder.resolve(Path.of(first, more));
			path.getParent().toFile().mkdirs();
			return path;
		};
	}

	private MasterKeySecrets secrets() {
		return new MasterKeySecrets(data(),
				name -> Secret.taking(("password of " + name).getBytes(StandardCharsets.US_ASCII)));
	}

	/** As the store would make it, with this check value in it. */
	private static PukUse use(ChipSerial chip, int number, Bytes checkValue) {
		Instant at = Instant.EPOCH;
		Card card = Card.stock(CARD, chip, "akis", at)
				.reserve(new BatchId(new UUID(2, 2)), new OrderId(new UUID(3, 3)), 1, new UserId(new UUID(4, 4)), at)
				.keyed(Bytes.of((byte) 1), at).certified(at).pinSealed(1, Bytes.of((byte) 2), at).pukChosen(number, at);
		User producer = new User(new UserId(new UUID(4, 4)), 1, "uretim", "Üretim", Set.of(Role.PRODUCTION), null, null, null,
				null);
		Map<String, Object> answers = Map.of("me", producer, "cards", proxy(Repository.class, Map.of("get", card)), "cardKey",
				Optional.of(CardKey.found(new CardKeyId(new UUID(5, 5)), number, checkValue, at)));
		return PukUse.toSet(proxy(Tx.class, answers), CARD);
	}

	private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (it, method, arguments) -> {
			assertTrue(answers.containsKey(method.getName()), method.getName());
			return answers.get(method.getName());
		}));
	}

	private static byte[] puk(MasterKeySecrets secrets, ChipSerial chip, int number) {
		return secrets.puk(use(chip, number, secrets.checkValues().get(number))).copy();
	}

	private static Why why(Executable refused) {
		return assertThrows(Refusal.class, refused).why();
	}

	@Test
	void aPukIsTheSameAfterARestartAndAnotherForAnotherChip() {
		var secrets = secrets();
		byte[] puk = puk(secrets, CHIP, 1);
		byte[] managementKey = secrets.managementKey(CHIP, 1).copy();
		secrets.close();
		var again = secrets();
		assertEquals(8, puk.length);
		assertArrayEquals(puk, puk(again, CHIP, 1));
		assertArrayEquals(managementKey, again.managementKey(CHIP, 1).copy());
		assertFalse(Arrays.equals(puk, puk(again, new ChipSerial("FF02030405060708090A0B0C"), 1)));
		again.close();
	}

	@Test
	void aMasterKeyThatWasExchangedGivesNoPuk() throws Exception {
		var right = secrets();
		Bytes stored = right.checkValues().get(1);
		right.close();
		Path keys = folder.resolve("keys");
		Files.delete(keys.resolve("puk.p12"));
		byte[] values = Files.readAllBytes(keys.resolve("puk.kcv"));
		Files.delete(keys.resolve("puk.kcv"));
		secrets().close();
		// the key and its check value were exchanged together: the store alone knows better
		assertEquals(Why.CARD_KEY_WRONG, why(() -> secrets().puk(use(CHIP, 1, stored))));
		Files.write(keys.resolve("puk.kcv"), values);
		// the key alone: the check value beside it tells, also where the store was restored to the wrong one
		assertEquals(Why.CARD_KEY_WRONG, why(() -> puk(secrets(), CHIP, 1)));
		assertEquals(Why.CARD_KEY_WRONG, why(() -> secrets().managementKey(CHIP, 1)));
		assertEquals(Why.CARD_KEY_WRONG, why(() -> secrets().puk(use(CHIP, 1, stored))));
	}

	@Test
	void missingMasterKeysAreNotMadeAnew() throws Exception {
		secrets().close();
		Files.delete(folder.resolve("keys").resolve("puk.p12"));
		assertThrows(IllegalStateException.class, this::secrets);
	}

	@Test
	void aNewVersionIsMadeOnceAndTheOldOneStays() {
		var secrets = secrets();
		byte[] old = puk(secrets, CHIP, 1);
		assertEquals(Why.CARD_KEY_MISSING, why(() -> secrets.puk(use(CHIP, 2, Bytes.of((byte) 1)))));
		Bytes made = secrets.make(2);
		assertEquals(made, secrets.make(2));
		assertNotEquals(made, secrets.checkValues().get(1));
		byte[] fresh = puk(secrets, CHIP, 2);
		assertFalse(Arrays.equals(old, fresh));
		secrets.close();
		var again = secrets();
		assertEquals(Set.of(1, 2), again.checkValues().keySet());
		assertArrayEquals(old, puk(again, CHIP, 1));
		assertArrayEquals(fresh, puk(again, CHIP, 2));
	}

	@Test
	void aVersionWhoseCheckValueIsThereButNotItsKeyIsNotMadeAnew() throws Exception {
		Path keys = folder.resolve("keys");
		secrets().close();
		byte[] one = Files.readAllBytes(keys.resolve("puk.p12"));
		secrets().make(2);
		Files.write(keys.resolve("puk.p12"), one);
		assertEquals(Why.CARD_KEY_MISSING, why(() -> secrets().make(2)));
	}

	@Test
	void whatWasCutOffBetweenKeyAndCheckValueIsMadeWhole() throws Exception {
		Path keys = folder.resolve("keys");
		secrets().close();
		byte[] one = Files.readAllBytes(keys.resolve("puk.kcv"));
		Bytes made = secrets().make(2);
		Files.write(keys.resolve("puk.kcv"), one);
		var cutOff = secrets();
		assertEquals(Why.CARD_KEY_WRONG, why(() -> puk(cutOff, CHIP, 2)));
		assertEquals(made, cutOff.make(2));
		assertEquals(8, puk(cutOff, CHIP, 2).length);
	}

	@Test
	void aKeyThatAnotherProcessMadeIsFound() throws Exception {
		var here = secrets();
		Bytes made = secrets().make(2);
		Files.setLastModifiedTime(folder.resolve("keys").resolve("puk.p12"), FileTime.fromMillis(4_000_000_000_000L));
		assertEquals(made, here.checkValues().get(2));
		assertEquals(8, puk(here, CHIP, 2).length);
	}
}
