import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.akis.AkisProfile;
import muhurdar.card.akis.Iso7816Dialect;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.reader.pcsc.PcscDriver;
import muhurdar.simulators.LocalDesk;

/**
 * Personalises one card through pcscd with the product's own driver and profile, in two steps between which openssl
 * makes the certificate: {@code key PUBLIC_KEY_FILE SIGNATURE_FILE}, {@code finish CERTIFICATE_FILE}; {@code unblock PIN} gives
 * it a new PIN. All print the chip serial. Before them {@code insert FOLDER} lays a simulated card of this folder into its reader. Run by
 * releng/opensc from source.
 */
final class OpenScCard {

	public static void main(String[] arguments) throws Exception {
		if (arguments[0].equals("insert")) {
			insert(Path.of(arguments[1]));
			return;
		}
		PcscDriver driver = new PcscDriver();
		ReaderName reader = driver.readers().getFirst();
		if (!driver.awaitCard(reader, true, Duration.ofSeconds(20))) {
			throw new IllegalStateException("no card in " + reader);
		}
		CardProfile profile = new AkisProfile(new Iso7816Dialect());
		try (CardChannel channel = driver.open(reader)) {
			SmartCard card = profile.open(channel);
			if (arguments[0].equals("key")) {
				Bytes key = card.generateKeyPair(KeyType.RSA_2048);
				Files.write(Path.of(arguments[1]), key.toArray());
				Files.write(Path.of(arguments[2]), card.signBeforePin(key).toArray());
			} else if (arguments[0].equals("unblock")) {
				card.unblock(digits("87654321"), digits(arguments[1]));
			} else {
				card.writeCertificate(Bytes.of(Files.readAllBytes(Path.of(arguments[1]))), "Işıl Çağrı Öğüş");
				card.setPin(digits("123456"));
				card.setPuk(digits("87654321"));
			}
			System.out.println(card.serial().hex());
		}
	}

	private static Secret digits(String digits) {
		return Secret.taking(digits.getBytes(StandardCharsets.US_ASCII));
	}

	private static void insert(Path folder) {
		LocalDesk desk = new LocalDesk(folder, new LocalDesk.Options(1, 1, System.nanoTime(), 0, false, Duration.ZERO));
		desk.swap(desk.readers().getFirst());
		desk.close();
	}
}
