import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.Recognition.Answer;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.pkcs11.Pkcs11Driver;
import muhurdar.card.pkcs11.Pkcs11Profile;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;
import muhurdar.settings.FileSettings;

/**
 * Our side of releng/pkcs11, one act per process. The settings are the product's, given by -Dmuhurdar.pkcs11.…;
 * arguments: the folder for what is read from the tokens, the act, the act's own. Ends with an exception if it is not as it must be.
 */
final class Pkcs11Check {

	private static final Bytes TEXT = Bytes.of("MUHURDAR-QC|1|2".getBytes(StandardCharsets.US_ASCII));

	private final Path work;
	private final FileSettings settings;
	private final Pkcs11Driver driver;
	private final Pkcs11Profile profile;
	private final Map<String, ReaderName> places = new HashMap<>();

	private Pkcs11Check(Path work) {
		this.work = work;
		settings = new FileSettings((first, more) -> work.resolve(Path.of(first, more)));
		driver = new Pkcs11Driver(settings);
		profile = new Pkcs11Profile(driver, settings);
	}

	public static void main(String[] arguments) throws Exception {
		Pkcs11Check check = new Pkcs11Check(Path.of(arguments[0]));
		String[] of = Arrays.copyOfRange(arguments, 2, arguments.length);
		try {
			switch (arguments[1]) {
			case "make" -> check.make(of);
			case "first" -> check.first(KeyType.valueOf(of[0]));
			case "read" -> check.read(of[0], of[1]);
			case "tries" -> check.tries(of[0], Integer.parseInt(of[1]));
			case "wrong" -> check.wrong(of[0], of[1], Integer.parseInt(of[2]));
			case "refuses" -> check.refuses(of[0]);
			case "unblock" -> check.unblock(of[0], of[1], of[2]);
			case "once" -> check.once(of[0], of[1]);
			case "without" -> check.without(of[0]);
			case "busy" -> check.busy(of[0]);
			case "alone" -> check.alone(of[0]);
			case "unusable" -> check.unusable(of[0]);
			default -> throw new IllegalArgumentException(arguments[1]);
			}
		} finally {
			check.driver.close();
		}
	}

	/** Personalises SERIAL=TYPE …, all at the same time; each is then read on a new connection. */
	private void make(String[] tokens) throws Exception {
		try (var threads = Executors.newFixedThreadPool(tokens.length)) {
			List<Callable<Void>> all = new ArrayList<>();
			for (String token : tokens) {
				String[] of = token.split("=");
				all.add(() -> {
					try (CardChannel channel = open(of[0])) {
						make(card(channel), KeyType.valueOf(of[1]), of[0]);
					}
					read(of[0], "123456");
					return null;
				});
			}
			for (Future<Void> one : threads.invokeAll(all)) {
				one.get();
			}
		}
	}

	/** A token that was never initialised has no serial number: it has one afterwards, which is printed. */
	private void first(KeyType type) throws Exception {
		for (ReaderName reader : driver.readers()) {
			String serial;
			try (CardChannel channel = driver.open(reader)) {
				SmartCard card = card(channel);
				if (!card.blank() || !fails(0x6A88, card::serial)) {
					continue;
				}
				make(card, type, "first");
				serial = card.serial().hex();
			}
			for (String file : List.of("key.der", "proof.bin", "card.der")) {
				Files.move(work.resolve("first." + file), work.resolve(serial + "." + file));
			}
			read(serial, "123456");
			System.out.println(serial);
			return;
		}
		throw new IllegalStateException("no token that was never initialised");
	}

	private void make(SmartCard card, KeyType type, String name) throws Exception {
		require(card.blank() && !card.pinSet() && !card.pukSet() && card.keyType() == null, "not blank");
		Bytes key = card.generateKeyPair(type);
		Files.write(work.resolve(name + ".key.der"), key.toArray());
		Bytes proof = card.signBeforePin(key);
		require(verifies(key, type, key, proof), "signature before the PIN");
		Files.write(work.resolve(name + ".proof.bin"), proof.toArray());
		Path certificate = work.resolve(name + ".card.der");
		Process openssl = new ProcessBuilder(work.resolve("certify").toString(), work.resolve(name + ".key.der").toString(),
				certificate.toString()).inheritIO().start();
		require(openssl.waitFor() == 0, "no certificate");
		card.writeCertificate(Bytes.of(Files.readAllBytes(certificate)), "Işıl Çağrı Öğüş");
		require(!card.pinSet(), "nobody knows the PIN that it has yet");
		card.setPin(pin("123456"));
		require(fails(0x6982, () -> card.sign(TEXT)) && fails(0x6985, () -> card.signBeforePin(TEXT)), "signs without the PIN");
		require(!card.pukSet(), "no PUK yet");
		card.setPuk(pin("87654321"));
		card.verifyPin(pin("123456"));
		require(verifies(key, type, TEXT, card.sign(TEXT)), "signature with the PIN");
		card.logout();
		require(fails(0x6982, () -> card.sign(TEXT)), "signs after the logout");
	}

	/** What was made is there. */
	private void read(String serial, String pin) throws Exception {
		try (CardChannel channel = open(serial)) {
			SmartCard card = card(channel);
			Bytes key = Bytes.of(Files.readAllBytes(work.resolve(serial + ".key.der")));
			require(card.serial().equals(new ChipSerial(serial)), card.serial());
			require(!card.blank() && card.pinSet() && card.pukSet() && card.pinTriesLeft().orElseThrow() == 3, "state");
			require(card.publicKey().orElseThrow().equals(key), "public key");
			require(card.certificate().orElseThrow().equals(Bytes.of(Files.readAllBytes(work.resolve(serial + ".card.der")))),
					"certificate");
			require(fails(0x6982, () -> card.sign(TEXT)), "signs without the PIN");
			card.verifyPin(pin(pin));
			require(verifies(key, card.keyType(), TEXT, card.sign(TEXT)), "signature with the PIN");
		}
	}

	private void tries(String serial, int left) {
		for (int i = 0; i < 4; i++) { // asking costs none
			try (CardChannel channel = open(serial)) {
				require(card(channel).pinTriesLeft().orElseThrow() == left, card(channel).pinTriesLeft());
			}
		}
	}

	private void wrong(String serial, String pin, int triesLeft) throws Exception {
		try (CardChannel channel = open(serial)) {
			SmartCard card = card(channel);
			require(fails(0x63C0 | triesLeft, () -> card.verifyPin(pin(pin))), "not 63C" + triesLeft);
			require(card.pinTriesLeft().orElseThrow() == triesLeft, card.pinTriesLeft());
			require(fails(0x6982, () -> card.sign(TEXT)), "signs");
		}
	}

	/** Nothing more is made on a finished token. */
	private void refuses(String serial) throws Exception {
		try (CardChannel channel = open(serial)) {
			SmartCard card = card(channel);
			require(fails(0x6985, () -> card.generateKeyPair(KeyType.EC_P256)), "key");
			require(fails(0x6985, () -> card.setPin(pin("000000"))), "PIN");
			require(fails(0x6985, () -> card.setPuk(pin("00000000"))), "PUK");
			require(fails(0x6985, () -> card.writeCertificate(
					Bytes.of(Files.readAllBytes(work.resolve(serial + ".card.der"))), "x")), "certificate");
		}
	}

	private void unblock(String serial, String puk, String newPin) throws Exception {
		try (CardChannel channel = open(serial)) {
			card(channel).unblock(pin(puk), pin(newPin));
		}
		read(serial, newPin);
	}

	/** A wrong SO PIN of blank tokens costs one try of one token. */
	private void once(String one, String other) throws Exception {
		try (CardChannel channel = open(one); CardChannel untouched = open(other)) {
			SmartCard card = card(channel);
			require(fails(0x63C2, () -> card.generateKeyPair(KeyType.EC_P256)), "one try");
			require(fails(0x6983, () -> card.generateKeyPair(KeyType.EC_P256)), "a second one on the same");
			require(fails(0x6983, () -> card(untouched).generateKeyPair(KeyType.EC_P256)), "one on another");
			require(card.blank() && card(untouched).blank(), "not blank any more");
		}
	}

	/** No file with the SO PIN of blank tokens. */
	private void without(String serial) throws Exception {
		try (CardChannel channel = open(serial)) {
			card(channel).generateKeyPair(KeyType.EC_P256);
			throw new AssertionError("made a key");
		} catch (Refusal e) {
			require(e.why() == Why.FIELD_INVALID && e.arguments().getFirst().equals("pkcs11.so.pin.file"), e);
		}
	}

	/** A key is made that takes its time: what the driver is asked meanwhile it answers in time. */
	private void busy(String serial) throws Exception {
		List<ReaderName> readers = driver.readers();
		for (ReaderName reader : readers) {
			require(driver.cardPresent(reader), reader);
		}
		try (CardChannel channel = open(serial); var thread = Executors.newSingleThreadExecutor()) {
			SmartCard card = card(channel);
			Future<Bytes> key = thread.submit(() -> card.generateKeyPair(KeyType.EC_P256));
			int answers = 0;
			while (!key.isDone()) {
				long start = System.nanoTime();
				require(driver.readers().equals(readers), "other readers");
				require(System.nanoTime() - start < 1_000_000_000L, "listed too late");
				start = System.nanoTime();
				require(driver.cardPresent(readers.getFirst()), "no card");
				require(System.nanoTime() - start < 1_000_000_000L, "asked too late");
				answers++;
			}
			require(key.get().length() > 0 && answers >= 3, answers);
		}
	}

	/** One user per token, no commands, dead when closed. */
	private void alone(String serial) throws Exception {
		SmartCard card;
		CardChannel closed;
		try (CardChannel channel = open(serial)) {
			closed = channel;
			card = card(channel);
			require(Arrays.equals(channel.transmit(new byte[] { 0, (byte) 0xA4, 4, 0 }), new byte[] { 0x6D, 0 }), "answers");
			for (ReaderName reader : driver.readers()) {
				if (driver.cardPresent(reader)) {
					try (CardChannel second = driver.open(reader)) {
						require(!second.atr().equals(channel.atr()), "opened twice");
					} catch (ReaderFault e) {
						require(e.kind() == ReaderFault.Kind.IN_USE, e);
					}
				}
			}
		}
		for (Act act : List.<Act>of(card::serial, () -> closed.transmit(new byte[4]))) {
			try {
				act.run();
				throw new AssertionError("alive");
			} catch (IllegalStateException e) {
				// as it must be
			}
		}
		closed.close();
		open(serial).close();
	}

	private void unusable(String words) {
		for (int i = 0; i < 2; i++) {
			try {
				throw new AssertionError(driver.readers());
			} catch (ReaderFault e) {
				System.out.println(e.getMessage());
				require(e.kind() == ReaderFault.Kind.SERVICE_GONE && String.valueOf(e.getMessage()).contains(words), e);
			}
		}
	}

	private CardChannel open(String serial) {
		return driver.open(where(serial));
	}

	/** The reader of a token, found out once for all of them, by one thread. */
	private synchronized ReaderName where(String serial) {
		if (places.isEmpty()) {
			for (ReaderName reader : driver.readers()) {
				try (CardChannel channel = driver.open(reader)) {
					places.put(card(channel).serial().hex(), reader);
				} catch (CardFault e) {
					require(e.statusWord() == 0x6A88, e); // never initialised
				}
			}
		}
		ReaderName reader = places.get(serial);
		require(reader != null, "no token " + serial);
		return reader;
	}

	private SmartCard card(CardChannel channel) {
		require(profile.recognises(channel.atr()).answer() == Answer.YES, channel.atr());
		return profile.open(channel);
	}

	private static Secret pin(String digits) {
		return Secret.taking(digits.getBytes(StandardCharsets.US_ASCII));
	}

	private interface Act {
		void run() throws Exception;
	}

	private static boolean fails(int statusWord, Act act) throws Exception {
		try {
			act.run();
			return false;
		} catch (CardFault e) {
			if (e.statusWord() != statusWord) {
				throw e;
			}
			return true;
		}
	}

	private static boolean verifies(Bytes key, KeyType type, Bytes text, Bytes signature) throws Exception {
		boolean rsa = type == KeyType.RSA_2048;
		PublicKey publicKey = KeyFactory.getInstance(rsa ? "RSA" : "EC").generatePublic(new X509EncodedKeySpec(key.toArray()));
		Signature verifier = Signature
				.getInstance((type == KeyType.EC_P384 ? "SHA384with" : "SHA256with") + (rsa ? "RSA" : "ECDSA"));
		verifier.initVerify(publicKey);
		verifier.update(text.toArray());
		return verifier.verify(signature.toArray());
	}

	private static void require(boolean condition, Object otherwise) {
		if (!condition) {
			throw new IllegalStateException(String.valueOf(otherwise));
		}
	}
}
