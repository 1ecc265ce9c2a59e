package muhurdar.card.akis;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import muhurdar.api.spi.BerTlv;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.PublicKeyInfo;
import muhurdar.card.akis.spi.AkisDialect;
import muhurdar.card.akis.spi.AkisCommands;
import muhurdar.card.akis.spi.AkisFamily;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;

/**
 * Personalisation by the book, ISO 7816-4, -8 and -9. What a real AKİS expects is not public and may well differ.
 *
 * <table>
 * <caption>Commands (hexadecimal; key reference 05, PIN 81, PUK 82)</caption>
 * <tr><th>What</th><th>APDU</th><th>Answer</th></tr>
 * <tr><td>GENERATE ASYMMETRIC KEY PAIR (7816-8)</td><td>00 47 80 05 05 AC 03 80 01 alg 00; alg 07 RSA-2048, 11 P-256,
 * 14 P-384</td><td>7F49 {81 modulus, 82 exponent} or 7F49 {86 point}; 6985 if there is a key</td></tr>
 * <tr><td>the same, existing key</td><td>00 47 81 05 00</td><td>as above; 6A88 no key</td></tr>
 * <tr><td>CREATE FILE (7816-9)</td><td>00 E0 00 00 0D 62 0B 80 02 size 82 01 01 83 02 id, in the current
 * folder</td><td>9000, the file is selected; 6985 no key yet, or a PIN already; 6A89 exists</td></tr>
 * <tr><td>UPDATE BINARY (7816-4)</td><td>00 D6 offset Lc data, at most 244 bytes, last part first</td><td>9000</td></tr>
 * <tr><td>CHANGE REFERENCE DATA, new data only (7816-4)</td><td>00 24 01 81 Lc PIN; 00 24 01 82 Lc PUK</td>
 * <td>9000; 6985 in another order than key, files, PIN, PUK. The PUK ends the making.</td></tr>
 * <tr><td>RESET RETRY COUNTER (7816-4)</td><td>00 2C 00 81 Lc PUK PIN, the new PIN right behind the PUK</td><td>9000;
 * 63Cx wrong PUK, x tries left; 6983 no try left; 6A88 no PUK</td></tr>
 * <tr><td>VERIFY without data (7816-4)</td><td>00 20 00 81; 00 20 00 82</td><td>63Cx tries left, 6983 none, 9000
 * verified, 6A88 not made</td></tr>
 * <tr><td>MANAGE SECURITY ENVIRONMENT as AKİS has it</td><td>00 22 C3 05</td><td>9000</td></tr>
 * <tr><td>COMPUTE DIGITAL SIGNATURE (7816-8), EC</td><td>00 2A 9E 9A Lc hash 00</td><td>r and s; 6982 PIN not
 * verified</td></tr>
 * </table>
 */
@Component(property = "service.ranking:Integer=-100")
public final class Iso7816Dialect implements AkisDialect {

	private static final int GENERATE = 0x00478005;
	private static final int TELL_PUBLIC_KEY = 0x00478105;
	private static final int KEY_ENVIRONMENT = 0x0022C305;
	private static final int SIGN = 0x002A9E9A;
	private static final int CREATE_FILE = 0x00E00000;
	private static final int UPDATE = 0x00D60000;
	private static final int NEW_PIN = 0x00240181;
	private static final int NEW_PUK = 0x00240182;
	private static final int UNBLOCK_PIN = 0x002C0081;
	private static final int ASK_PIN = 0x00200081;
	private static final int ASK_PUK = 0x00200082;
	private static final int SELECT_IN_FOLDER = 0x00A40200;
	private static final int NOT_MADE = 0x6A88;
	private static final int EXISTS = 0x6A89;
	private static final int TRIES = 3;

	@Activate
	public Iso7816Dialect() {
		// without state
	}

	/** To all, as long as nobody who knows better is here. */
	@Override
	public boolean speaksTo(AkisFamily family) {
		return true;
	}

	@Override
	public byte[] generateKeyPair(AkisCommands card, KeyType type) {
		byte algorithm = switch (type) {
		case RSA_2048 -> 0x07;
		case EC_P256 -> 0x11;
		case EC_P384 -> 0x14;
		};
		byte[] template = { (byte) 0xAC, 0x03, (byte) 0x80, 0x01, algorithm };
		return info(card.get("generate key pair", GENERATE, 0, template));
	}

	private static byte[] info(byte[] template) {
		return PublicKeyInfo.of(BerTlv.get(template, 0x7F49));
	}

	@Override
	public Optional<byte[]> publicKey(AkisCommands card) {
		try {
			return Optional.of(info(card.get("read public key", TELL_PUBLIC_KEY, 0)));
		} catch (CardFault no) {
			if (no.statusWord() == NOT_MADE) {
				return Optional.empty();
			}
			throw no;
		}
	}

	@Override
	public byte[] signHash(AkisCommands card, byte[] hash) {
		card.send("choose key", KEY_ENVIRONMENT);
		return card.get("sign", SIGN, 0, hash);
	}

	@Override
	public void writeFile(AkisCommands card, String path, byte[] content) {
		String folder = path.substring(0, path.length() - 4);
		boolean elsewhere = !folder.equals(Pkcs15.APPLICATION);
		if (elsewhere) {
			card.selectFolder(folder);
		}
		createFile(card, path, content.length);
		for (int at = (content.length - 1) / AkisCommands.LARGEST * AkisCommands.LARGEST; at >= 0; at -= AkisCommands.LARGEST) {
			byte[] part = Arrays.copyOfRange(content, at, Math.min(content.length, at + AkisCommands.LARGEST));
			card.send("write file", UPDATE | at, part);
		}
		if (elsewhere) {
			card.selectFolder(Pkcs15.APPLICATION);
		}
	}

	/** One that exists is selected: it was begun before the card was pulled. */
	private static void createFile(AkisCommands card, String path, int length) {
		String id = path.substring(path.length() - 4);
		try {
			card.send("create file", CREATE_FILE,
					HexFormat.of().parseHex("620B8002%04X8201018302%s".formatted(length, id)));
		} catch (CardFault no) {
			if (no.statusWord() != EXISTS) {
				throw no;
			}
			card.get("select file", SELECT_IN_FOLDER, 0, HexFormat.of().parseHex(id));
		}
	}

	@Override
	public void setPin(AkisCommands card, Secret pin) {
		card.sendSecret("make PIN", NEW_PIN, pin);
	}

	@Override
	public void setPuk(AkisCommands card, Secret puk) {
		card.sendSecret("make PUK", NEW_PUK, puk);
	}

	@Override
	public OptionalInt pinTriesLeft(AkisCommands card) {
		return triesLeft(card, ASK_PIN);
	}

	@Override
	public OptionalInt pukTriesLeft(AkisCommands card) {
		return triesLeft(card, ASK_PUK);
	}

	@Override
	public void unblock(AkisCommands card, Secret puk, Secret newPin) {
		card.sendSecret("unblock PIN", UNBLOCK_PIN, puk, newPin);
	}

	private static OptionalInt triesLeft(AkisCommands card, int asking) {
		int status = card.status(asking);
		if ((status & 0xFFF0) == 0x63C0) {
			return OptionalInt.of(status & 0x0F);
		}
		return switch (status) {
		case 0x6983 -> OptionalInt.of(0);
		case 0x9000 -> OptionalInt.of(TRIES);
		case NOT_MADE -> OptionalInt.empty();
		default -> throw new CardFault("ask tries left", status);
		};
	}
}
