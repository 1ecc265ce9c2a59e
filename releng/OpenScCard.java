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
import muhurdar.simulators.LocalDesk;

/**
 * Personalises one simulated card through the product's own profile, in two steps between which openssl makes the
 * certificate: {@code key FOLDER PUBLIC_KEY_FILE SIGNATURE_FILE}, {@code finish FOLDER CERTIFICATE_FILE}. Prints the
 * chip serial. Run by releng/opensc from source.
 */
final class OpenScCard {

	public static void main(String[] arguments) throws Exception {
		LocalDesk desk = new LocalDesk(Path.of(arguments[1]),
				new LocalDesk.Options(1, 1, System.nanoTime(), 0, false, Duration.ZERO));
		ReaderName reader = desk.readers().getFirst();
		if (desk.cardIn(reader).isEmpty()) {
			desk.swap(reader);
		}
		CardProfile profile = new AkisProfile(new Iso7816Dialect());
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = profile.open(channel);
			if (arguments[0].equals("key")) {
				Bytes key = card.generateKeyPair(KeyType.RSA_2048);
				Files.write(Path.of(arguments[2]), key.toArray());
				Files.write(Path.of(arguments[3]), card.signBeforePin(key).toArray());
			} else {
				card.writeCertificate(Bytes.of(Files.readAllBytes(Path.of(arguments[2]))), "Işıl Çağrı Öğüş");
				card.setPin(Secret.taking("123456".getBytes(StandardCharsets.US_ASCII)));
				card.setPuk(Secret.taking("87654321".getBytes(StandardCharsets.US_ASCII)));
			}
			System.out.println(card.serial().hex());
		}
		desk.close();
	}
}
