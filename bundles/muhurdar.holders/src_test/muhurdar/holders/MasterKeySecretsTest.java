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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.DataFolder;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.MasterKeyring;
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
import muhurdar.domain.TokenTrouble;
import muhurdar.domain.User;
import muhurdar.domain.UserId;
import muhurdar.domain.Why;
import muhurdar.pki.Diversification;

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

	private final Settings settings = new Settings() {

		@Override
		public <T> T get(Setting<T> setting) {
			return setting.equals(CARD_KEY_STORE) ? setting.parse().apply(store) : setting.defaultValue();
		}
	};
	private String store = "pkcs12";

	private MasterKeySecrets secrets() {
		return new MasterKeySecrets(data(),
				name -> Secret.taking(("password of " + name).getBytes(StandardCharsets.US_ASCII)), settings);
	}

	/** Used before. */
	private MasterKeySecrets begun() {
		var secrets = secrets();
		secrets.checkValues();
		return secrets;
	}

	/** With a token that is set. */
	private MasterKeySecrets with(MasterKeyring token) {
		store = "pkcs11";
		var secrets = secrets();
		secrets.token = token;
		return secrets;
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
		return secrets.puk(use(chip, number, secrets.checkValues().get(number))).use(byte[]::clone);
	}

	private static Why why(Executable refused) {
		return assertThrows(Refusal.class, refused).why();
	}

	@Test
	void aPukIsTheSameAfterARestartAndAnotherForAnotherChip() {
		var secrets = secrets();
		byte[] puk = puk(secrets, CHIP, 1);
		byte[] managementKey = secrets.managementKey(CHIP, 1).use(byte[]::clone);
		secrets.close();
		var again = secrets();
		assertEquals(8, puk.length);
		assertArrayEquals(puk, puk(again, CHIP, 1));
		assertArrayEquals(managementKey, again.managementKey(CHIP, 1).use(byte[]::clone));
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
		begun().close();
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
		begun().close();
		Files.delete(folder.resolve("keys").resolve("puk.p12"));
		assertEquals(Map.of(), secrets().checkValues());
		assertEquals(Why.CARD_KEY_MISSING, why(() -> secrets().managementKey(CHIP, 1)));
		assertEquals(Why.CARD_KEY_MISSING, why(() -> secrets().make(1)));
		assertFalse(Files.exists(folder.resolve("keys").resolve("puk.p12")));
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
		begun().close();
		byte[] one = Files.readAllBytes(keys.resolve("puk.p12"));
		secrets().make(2);
		Files.write(keys.resolve("puk.p12"), one);
		assertEquals(Why.CARD_KEY_MISSING, why(() -> secrets().make(2)));
	}

	@Test
	void whatWasCutOffBetweenKeyAndCheckValueIsMadeWhole() throws Exception {
		Path keys = folder.resolve("keys");
		begun().close();
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

	/** A keyring as a token has it; it can be out. */
	private static final class Token implements MasterKeyring {

		private final Map<Integer, byte[]> keys = new TreeMap<>();
		private final byte first;
		private boolean out;

		/** @param first byte of all its keys */
		Token(int first) {
			this.first = (byte) first;
		}

		private void mustBeIn() {
			if (out) {
				throw new Refusal(Why.CARD_KEY_TOKEN, TokenTrouble.ABSENT);
			}
		}

		@Override
		public SortedSet<Integer> versions() {
			mustBeIn();
			return new TreeSet<>(keys.keySet());
		}

		@Override
		public void make(int version) {
			mustBeIn();
			byte[] key = new byte[32];
			key[0] = first;
			key[1] = (byte) version;
			keys.putIfAbsent(version, key);
		}

		@Override
		public byte[] hmacSha256(int version, byte[] data) {
			mustBeIn();
			byte[] key = keys.get(version);
			if (key == null) {
				throw new Refusal(Why.CARD_KEY_MISSING, version);
			}
			return Diversification.inMemory(Secret.taking(key.clone())).hmacSha256(data);
		}
	}

	@Test
	void aTokenThatIsSetFromTheBeginningHasTheFirstKeyAndNoFileIsMade() {
		var token = new Token(7);
		var secrets = with(token);
		assertEquals(Set.of(1), secrets.checkValues().keySet());
		assertEquals(8, puk(secrets, CHIP, 1).length);
		assertEquals(Set.of(1), token.keys.keySet());
		assertFalse(Files.exists(folder.resolve("keys").resolve("puk.p12")));
	}

	@Test
	void afterTheChangeoverNewVersionsAreTheTokensAndOldCardsKeepTheFiles() {
		var before = secrets();
		byte[] old = puk(before, CHIP, 1);
		before.close();
		var token = new Token(7);
		var secrets = with(token);
		assertArrayEquals(old, puk(secrets, CHIP, 1));
		Bytes made = secrets.make(2);
		assertEquals(made, secrets.checkValues().get(2));
		assertEquals(Set.of(2), token.keys.keySet());
		assertArrayEquals(old, puk(secrets, CHIP, 1));
		assertArrayEquals(Diversification.puk(data -> token.hmacSha256(2, data), 2, CHIP).use(byte[]::clone),
				puk(secrets, CHIP, 2));
		secrets.close();
		store = "pkcs12";
		assertEquals(Set.of(1), secrets().checkValues().keySet());
	}

	@Test
	void whileTheTokenCannotBeUsedNothingIsMadeOrTakenInItsPlace() {
		begun().close();
		var token = new Token(7);
		var secrets = with(token);
		Bytes made = secrets.make(2);
		token.out = true;
		for (Executable each : List.<Executable>of(secrets::checkValues, () -> secrets.make(3),
				() -> secrets.puk(use(CHIP, 2, made)), () -> secrets.managementKey(CHIP, 2))) {
			assertEquals(Why.CARD_KEY_TOKEN, why(each));
		}
		secrets.token = null; // the bundle is not there
		assertEquals(Why.CARD_KEY_TOKEN, why(secrets::checkValues));
		store = "pkcs12";
		assertEquals(Set.of(1), secrets().checkValues().keySet());
		assertEquals(Why.CARD_KEY_MISSING, why(() -> secrets().puk(use(CHIP, 2, made))));
		assertEquals(Why.CARD_KEY_MISSING, why(() -> secrets().make(2)));
	}

	@Test
	void atTheFirstStartATokenThatCannotBeUsedLeavesNothingBehind() {
		var token = new Token(7);
		token.out = true;
		assertEquals(Why.CARD_KEY_TOKEN, why(() -> with(token).checkValues()));
		assertFalse(Files.exists(folder.resolve("keys").resolve("puk.p12")));
		assertFalse(Files.exists(folder.resolve("keys").resolve("puk.kcv")));
	}

	@Test
	void aTokenWithAnotherKeyThanTheStoredCheckValueGivesNothing() {
		Bytes made = with(new Token(7)).checkValues().get(1);
		var exchanged = with(new Token(8));
		exchanged.token.make(1);
		assertEquals(Why.CARD_KEY_WRONG, why(() -> exchanged.puk(use(CHIP, 1, made))));
		assertEquals(Why.CARD_KEY_WRONG, why(() -> exchanged.puk(use(CHIP, 1, exchanged.checkValues().get(1)))));
		assertEquals(Why.CARD_KEY_WRONG, why(() -> exchanged.managementKey(CHIP, 1)));
	}
}
