import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.piv.PivProfile;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.reader.pcsc.PcscDriver;
import muhurdar.simulators.CardType;
import muhurdar.simulators.LocalDesk;

/**
 * What the product's profile does to a PIV card through pcscd, step by step, for releng/piv, which runs it from source:
 * {@code key TYPE PUBLIC_KEY_FILE SIGNATURE_FILE}, {@code finish CERTIFICATE_FILE}, and of any personalised card
 * {@code certificate FILE}, {@code key-on-card FILE}, {@code sign PIN TEXT_FILE SIGNATURE_FILE}, {@code wrong-pin},
 * {@code state}. Before them, while nobody shows the cards of the folder: {@code blanks FOLDER N SEED} makes blank
 * simulated cards and prints their serial numbers, {@code lay FOLDER SERIAL} lays one of them into its only reader.
 */
final class PivCheck {

	public static void main(String[] arguments) throws Exception {
		switch (arguments[0]) {
		case "blanks" -> {
			LocalDesk desk = desk(arguments[1], Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
			desk.box().forEach(card -> System.out.println(card.hex()));
			desk.close();
		}
		case "lay" -> {
			LocalDesk desk = desk(arguments[1], 0, 0);
			desk.remove(desk.readers().getFirst());
			desk.insert(desk.readers().getFirst(), new ChipSerial(arguments[2]));
			desk.close();
		}
		default -> withTheCard(arguments);
		}
	}

	private static LocalDesk desk(String folder, int cards, long seed) {
		return new LocalDesk(Path.of(folder),
				new LocalDesk.Options(1, cards, seed, 0, false, Duration.ZERO, CardType.PIV));
	}

	private static void withTheCard(String[] arguments) throws Exception {
		PcscDriver driver = new PcscDriver();
		ReaderName reader = driver.readers().getFirst();
		if (!driver.awaitCard(reader, true, Duration.ofSeconds(20))) {
			throw new IllegalStateException("no card in " + reader);
		}
		PivProfile profile = new PivProfile();
		try (CardChannel channel = driver.open(reader)) {
			if (profile.asks(channel).answer() != Recognition.Answer.YES) {
				throw new IllegalStateException("not recognised");
			}
			run(profile.open(channel), arguments);
		}
	}

	private static void run(SmartCard card, String[] arguments) throws Exception {
		switch (arguments[0]) {
		case "key" -> {
			card.takeOver(managementKey());
			Bytes key = card.generateKeyPair(KeyType.valueOf(arguments[1]));
			Files.write(Path.of(arguments[2]), key.toArray());
			Files.write(Path.of(arguments[3]), card.signBeforePin(key).toArray());
		}
		case "finish" -> {
			card.takeOver(managementKey());
			card.writeCertificate(Bytes.of(Files.readAllBytes(Path.of(arguments[1]))), "Işıl Çağrı Öğüş");
			card.setPin(secret("654321"));
			card.setPuk(secret("87654321"));
		}
		case "certificate" -> Files.write(Path.of(arguments[1]), card.certificate().orElseThrow().toArray());
		case "key-on-card" -> Files.write(Path.of(arguments[1]), card.publicKey().orElseThrow().toArray());
		case "sign" -> sign(card, arguments[1], Files.readAllBytes(Path.of(arguments[2])), Path.of(arguments[3]));
		case "wrong-pin" -> card.verifyPin(secret("000000"));
		case "state" -> System.out.printf("serial %s blank %s key %s PIN %s PUK %s PIN tries %s%n", card.serial().hex(),
				card.blank(), card.keyType(), card.pinSet(), card.pukSet(), card.pinTriesLeft());
		default -> throw new IllegalArgumentException(arguments[0]);
		}
	}

	private static void sign(SmartCard card, String pin, byte[] text, Path file) throws Exception {
		card.verifyPin(secret(pin));
		Bytes signature = card.sign(Bytes.of(text));
		Signature verifier = Signature.getInstance("SHA256withRSA");
		verifier.initVerify(KeyFactory.getInstance("RSA")
				.generatePublic(new X509EncodedKeySpec(card.publicKey().orElseThrow().toArray())));
		verifier.update(text);
		if (!verifier.verify(signature.toArray())) {
			throw new IllegalStateException("signature does not verify");
		}
		Files.write(file, signature.toArray());
	}

	private static Secret secret(String text) {
		return Secret.taking(text.getBytes(StandardCharsets.US_ASCII));
	}

	/** A test key: the one of a real card is derived. */
	private static Secret managementKey() {
		return secret("0123456789ABCDEF0123456789ABCDEF");
	}
}
