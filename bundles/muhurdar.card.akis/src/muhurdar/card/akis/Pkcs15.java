package muhurdar.card.akis;

import static muhurdar.card.akis.Der.bits;
import static muhurdar.card.akis.Der.integer;
import static muhurdar.card.akis.Der.octets;
import static muhurdar.card.akis.Der.sequence;
import static muhurdar.card.akis.Der.tlv;
import static muhurdar.card.akis.Der.utf8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import muhurdar.api.spi.PublicKeyInfo;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;

/**
 * The files by which other software finds key, certificate and PIN on the card: PKCS#15 v1.1 (ISO 7816-15), with the
 * values that OpenSC's AKİS driver reads.
 */
final class Pkcs15 {

	static final String APPLICATION = "3F005015";
	/** RID and name of PKCS#15. */
	static final String NAME = "A000000063504B43532D3135";
	static final String CERTIFICATE = APPLICATION + "4301";
	/** Where a reader begins; written last. */
	static final String DIRECTORY = "3F002F00";

	private static final String OBJECTS = APPLICATION + "5031";
	private static final String TOKEN = APPLICATION + "5032";
	private static final String AUTHENTICATION = APPLICATION + "4401";
	private static final String PRIVATE_KEYS = APPLICATION + "4402";
	private static final String CERTIFICATES = APPLICATION + "4403";
	private static final String PUBLIC_KEYS = APPLICATION + "4404";
	private static final String PUBLIC_KEY = APPLICATION + "4501";
	private static final String PRIVATE_KEY = APPLICATION + "4B01";

	private static final String CARD_LABEL = "NES KARTI";
	private static final byte[] KEY_ID = octets((byte) 1);
	private static final byte[] PIN_ID = octets((byte) 1);
	private static final byte[] PUK_ID = octets((byte) 2);
	private static final int KEY_REFERENCE = 5;
	private static final int ASCII = 1;

	private Pkcs15() {
	}

	/** Content by path, in the order of writing: the certificate first, EF.DIR last. */
	static Map<String, byte[]> files(ChipSerial chip, byte[] publicKey, byte[] certificate, String label) {
		KeyType type = PublicKeyInfo.type(publicKey);
		Map<String, byte[]> files = new LinkedHashMap<>();
		files.put(CERTIFICATE, certificate);
		files.put(PUBLIC_KEY, type == KeyType.RSA_2048 ? PublicKeyInfo.bare(publicKey) : publicKey);
		files.put(PRIVATE_KEYS, privateKey(type, label));
		files.put(PUBLIC_KEYS, publicKey(type, label));
		files.put(CERTIFICATES, sequence(sequence(utf8(label), bits(1)), sequence(KEY_ID),
				tlv(0xA1, sequence(path(CERTIFICATE)))));
		files.put(AUTHENTICATION, pins());
		files.put(TOKEN, sequence(integer(0), octets(Der.hex(chip.hex())), utf8("AKIS"),
				tlv(0x80, CARD_LABEL.getBytes(StandardCharsets.UTF_8)), bits(1, 2)));
		files.put(OBJECTS, objects());
		files.put(DIRECTORY, tlv(0x61, tlv(0x4F, Der.hex(NAME)),
				tlv(0x50, CARD_LABEL.getBytes(StandardCharsets.UTF_8)), tlv(0x51, Der.hex(APPLICATION))));
		return files;
	}

	private static byte[] objects() {
		byte[][] entries = { tlv(0xA0, path(PRIVATE_KEYS)), tlv(0xA1, path(PUBLIC_KEYS)),
				tlv(0xA4, path(CERTIFICATES)), tlv(0xA8, path(AUTHENTICATION)) };
		return join(entries);
	}

	/** Usage sign and nonRepudiation; sensitive, never extractable, made on the card. */
	private static byte[] privateKey(KeyType type, String label) {
		byte[] attributes = type == KeyType.RSA_2048 ? sequence(path(PRIVATE_KEY), integer(2048))
				: sequence(path(PRIVATE_KEY));
		return object(type, sequence(utf8(label), bits(0), PIN_ID),
				sequence(KEY_ID, bits(2, 9), bits(0, 2, 3, 4), integer(KEY_REFERENCE)), attributes);
	}

	private static byte[] publicKey(KeyType type, String label) {
		byte[] attributes = type == KeyType.RSA_2048 ? sequence(path(PUBLIC_KEY), integer(2048))
				: sequence(path(PUBLIC_KEY));
		return object(type, sequence(utf8(label), bits(1)), sequence(KEY_ID, bits(6)), attributes);
	}

	/** RSA keys are a SEQUENCE, EC keys the same with tag [0]. */
	private static byte[] object(KeyType type, byte[] common, byte[] key, byte[] attributes) {
		return tlv(type == KeyType.RSA_2048 ? 0x30 : 0xA0, common, key, tlv(0xA1, attributes));
	}

	/** The PIN is local and initialized; the PUK an unblocking PIN besides. */
	private static byte[] pins() {
		byte[] pin = authentication(sequence(utf8("PIN"), bits(0, 1), PUK_ID), PIN_ID, bits(1, 4), "81");
		byte[] puk = authentication(sequence(utf8("PUK"), bits(0)), PUK_ID, bits(1, 4, 6), "82");
		return join(pin, puk);
	}

	private static byte[] authentication(byte[] common, byte[] id, byte[] flags, String reference) {
		byte[] attributes = sequence(flags, tlv(0x0A, new byte[] { ASCII }), integer(4), integer(8), integer(16),
				Der.hex("800200" + reference), path(APPLICATION));
		return sequence(common, sequence(id), tlv(0xA1, attributes));
	}

	private static byte[] path(String path) {
		return sequence(octets(Der.hex(path)));
	}

	private static byte[] join(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}
}
