package muhurdar.bench;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.akis.AkisProfile;
import muhurdar.card.akis.Iso7816Dialect;
import muhurdar.card.piv.PivProfile;
import muhurdar.card.pkcs11.Pkcs11Driver;
import muhurdar.card.pkcs11.Pkcs11Profile;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;
import muhurdar.reader.pcsc.PcscDriver;
import muhurdar.settings.FileSettings;
import muhurdar.simulators.RemoteDesk;

/**
 * The victim of releng/secrets for what a batch does not do: uses a finished card with its management key, PIN and PUK,
 * listened to as in the product (which is why it is of this package), and then waits to be dumped.
 * Arguments: DRIVER (pcsc, pkcs11, or the port of a card process), PROFILE, CHIP, the file for the trace. The secrets
 * come on the standard input, a byte with the length before each, and are read without a buffer: management key (or
 * none), PIN, PUK, new PIN.
 */
final class SecretsUse {

	private static final Bytes TEXT = Bytes.of("MUHURDAR-QC|1|2".getBytes(StandardCharsets.US_ASCII));
	private static final Duration SOON = Duration.ofSeconds(20);
	private static final Duration MOMENT = Duration.ofMillis(100);

	private final CardReaderDriver driver;
	private final CardProfile profile;
	private final ChipSerial chip;
	private final Path trace;
	private final Recorders recorders = new Recorders(Clock.systemUTC());

	private SecretsUse(String driver, String profile, String chip, Path trace) {
		FileSettings settings = new FileSettings((first, more) -> trace.resolveSibling(Path.of(first, more)));
		Pkcs11Driver tokens = new Pkcs11Driver(settings);
		this.driver = switch (driver) {
		case "pcsc" -> new PcscDriver();
		case "pkcs11" -> tokens;
		default -> new RemoteDesk("127.0.0.1", Integer.parseInt(driver));
		};
		this.profile = switch (profile) {
		case "akis" -> new AkisProfile(new Iso7816Dialect());
		case "piv" -> new PivProfile();
		default -> new Pkcs11Profile(tokens, settings);
		};
		this.chip = new ChipSerial(chip);
		this.trace = trace;
	}

	public static void main(String[] arguments) throws Exception {
		var use = new SecretsUse(arguments[0], arguments[1], arguments[2], Path.of(arguments[3]));
		try (var in = new FileInputStream(FileDescriptor.in)) {
			try (Secret key = secret(in); Secret pin = secret(in); Secret puk = secret(in); Secret newPin = secret(in)) {
				use.run(key, pin, puk, newPin);
			}
			System.out.println("used");
			if (in.read() != -1) {
				throw new IOException("more than four secrets");
			}
		}
		System.exit(0); // though a module may have threads that run
	}

	private static Secret secret(FileInputStream in) throws IOException {
		byte[] bytes = new byte[in.read()];
		if (bytes.length > 0 && in.read(bytes) != bytes.length) {
			throw new IOException("half a secret");
		}
		return Secret.taking(bytes);
	}

	/** Waits for the card to be seen, in whichever reader it is. */
	private void run(Secret key, Secret pin, Secret puk, Secret newPin) throws Exception {
		for (long end = System.nanoTime() + SOON.toNanos(); System.nanoTime() < end;) {
			for (ReaderName reader : driver.readers()) {
				if (driver.awaitCard(reader, true, MOMENT) && use(reader, key, pin, puk, newPin)) {
					Files.writeString(trace, recorders.trace(chip).orElseThrow().text());
					return;
				}
			}
		}
		throw new IllegalStateException("no card " + chip);
	}

	/** False if it is another card. */
	private boolean use(ReaderName reader, Secret key, Secret pin, Secret puk, Secret newPin) {
		try (HeardChannel channel = recorders.open(driver, reader)) {
			SmartCard card = profile.open(channel);
			if (!isIt(card)) {
				return false;
			}
			channel.named(chip, profile.id());
			if (profile.managed()) {
				card.takeOver(key);
			}
			signWith(pin, card);
			card.unblock(puk, newPin);
			signWith(newPin, card);
			return true;
		}
	}

	private boolean isIt(SmartCard card) {
		try {
			return card.serial().equals(chip);
		} catch (CardFault e) {
			if (e.statusWord() != 0x6A88) {
				throw e;
			}
			return false; // a token that was never initialised has no serial number
		}
	}

	private static void signWith(Secret pin, SmartCard card) {
		card.verifyPin(pin);
		card.sign(TEXT);
		card.logout();
	}
}
