package muhurdar.simulators;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;

import muhurdar.api.spi.SimulatedCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;
import muhurdar.simulators.Command.StatusWord;

/**
 * A simulated PIV card (NIST SP 800-73-4, part 2) with one key, the digital signature key 9C, and what Yubico adds to
 * the standard: version (FD), serial number (F8), metadata (F7), another management key (FF). As it comes from the
 * factory: PIN 123456, PUK 12345678, management key 3DES 0102030405060708 three times.
 *
 * <p>It refuses what the standard refuses: making and writing without the management key, a signature without the PIN
 * verified right before it.
 */
final class PivCard extends SimulatedChip {

	/** Historical bytes "MHPIV": says nothing about the type of card to anybody. */
	static final Bytes ATR = Bytes.ofHex("3B8580014D485049564E");
	static final byte[] FACTORY_PIN = HexFormat.of().parseHex("313233343536FFFF");
	static final byte[] FACTORY_PUK = HexFormat.of().parseHex("3132333435363738");

	private static final String AID = "A000000308000010000100";
	/** Application property template, table 3. */
	private static final byte[] PROPERTIES = HexFormat.of().parseHex("61114F0600001000010079074F05A000000308");
	/** The discovery object: AID, and that the application PIN alone counts. */
	private static final byte[] DISCOVERY = HexFormat.of().parseHex("7E124F0BA0000003080000100001005F2F024000");
	private static final byte[] VERSION = { 5, 4, 3 };
	private static final String CERTIFICATE = "5FC10A";
	private static final int SIGNATURE_KEY = 0x9C;
	private static final int SHORTEST_AID = 5;
	private static final int WHOLE_ANSWER = 256;
	private static final int LARGEST_OBJECT = 3052;

	private final CardMemory memory;
	private final PivPins pins;
	private final PivManagement management;
	private final ChipKey key;
	private boolean selected;

	PivCard(CardMemory memory, KeyPool keys, CardClock clock) {
		super(memory, clock, WHOLE_ANSWER);
		this.memory = memory;
		this.pins = new PivPins(memory);
		this.management = new PivManagement(memory);
		this.key = new ChipKey(memory, keys);
	}

	/** What the factory writes into a card's memory. */
	static void factory(CardMemory memory) {
		memory.pin = FACTORY_PIN;
		memory.puk = FACTORY_PUK;
		memory.managementKey = PivManagement.FACTORY_KEY;
	}

	/** yubico-piv-tool leaves Le out, and Yubico's cards answer all the same. */
	@Override
	int unasked() {
		return WHOLE_ANSWER;
	}

	@Override
	Bytes atr() {
		return ATR;
	}

	/** The PUK is not the factory's any more: the last that a personalised card gets. */
	@Override
	boolean finished() {
		return !pins.isFactory(PivPins.PUK);
	}

	@Override
	SimulatedCard insides() {
		Optional<Bytes> certificate = Optional.ofNullable(memory.files.get(CERTIFICATE))
				.flatMap(object -> Tlv.find(object, 0x70)).map(Bytes::of);
		return memory.insides(certificate, pins.given(), finished());
	}

	@Override
	void forget() {
		selected = false;
		pins.reset();
		management.reset();
	}

	@Override
	byte[] obey(Command c) throws GeneralSecurityException {
		if (c.cla() != 0) {
			throw new StatusWord(0x6E00);
		}
		if (c.ins() == 0xA4) {
			return select(c);
		}
		if (!selected) {
			throw new StatusWord(0x6D00);
		}
		return switch (c.ins()) {
		case 0x20 -> saved(() -> pins.verify(c));
		case 0x24 -> saved(() -> pins.change(c));
		case 0x2C -> saved(() -> pins.unblock(c));
		case 0x47 -> generate(c);
		case 0x87 -> c.p2() == PivManagement.REFERENCE ? management.authenticate(c) : sign(c);
		case 0xCB -> read(c);
		case 0xDB -> saved(() -> write(c));
		case 0xF7 -> metadata(c);
		case 0xF8 -> Bytes.ofHex(memory.serial().hex()).toArray();
		case 0xFD -> VERSION;
		case 0xFF -> saved(() -> management.change(c));
		default -> throw new StatusWord(0x6D00);
		};
	}

	/** By its AID or the beginning of it, from the RID on; anything else leaves selected what is. */
	private byte[] select(Command c) {
		String name = Bytes.of(c.data()).toHex();
		if (c.p1() != 0x04) {
			throw new StatusWord(0x6A86);
		}
		if (c.data().length < SHORTEST_AID || !AID.startsWith(name)) {
			throw new StatusWord(0x6A82);
		}
		selected = true;
		return PROPERTIES;
	}

	private byte[] read(Command c) {
		String tag = tag(c);
		if (tag.equals("7E")) {
			return DISCOVERY;
		}
		byte[] object = memory.files.get(tag);
		if (object == null) {
			throw new StatusWord(0x6A82);
		}
		return Tlv.of(0x53, object);
	}

	/** An empty one deletes. */
	private void write(Command c) {
		String tag = tag(c);
		management.mustBeAuthenticated();
		byte[] object = Tlv.get(c.data(), 0x53);
		if (object.length > LARGEST_OBJECT) {
			throw new StatusWord(0x6A84);
		}
		if (object.length == 0) {
			memory.files.remove(tag);
		} else {
			memory.files.put(tag, object);
		}
	}

	/** From the tag list {@code 5C}. */
	private static String tag(Command c) {
		if (c.p() != 0x3FFF) {
			throw new StatusWord(0x6A86);
		}
		return Bytes.of(Tlv.get(c.data(), 0x5C)).toHex();
	}

	/** Another key may be made over an old one, as the standard has it. */
	private byte[] generate(Command c) throws GeneralSecurityException {
		mustBeSignatureKey(c);
		KeyType type = switch (algorithm(Tlv.get(Tlv.get(c.data(), 0xAC), 0x80))) {
		case 0x07 -> KeyType.RSA_2048;
		case 0x11 -> KeyType.EC_P256;
		case 0x14 -> KeyType.EC_P384;
		default -> throw new StatusWord(0x6A80);
		};
		management.mustBeAuthenticated();
		saved(() -> {
			key.make(type);
			clock().makesKey(type);
		});
		return key.template();
	}

	private static int algorithm(byte[] value) {
		if (value.length != 1) {
			throw new StatusWord(0x6A80);
		}
		return value[0];
	}

	private static int algorithm(KeyType type) {
		return switch (type) {
		case RSA_2048 -> 0x07;
		case EC_P256 -> 0x11;
		case EC_P384 -> 0x14;
		};
	}

	private static void mustBeSignatureKey(Command c) {
		if (c.p2() != SIGNATURE_KEY) {
			throw new StatusWord(0x6A86);
		}
	}

	/** {@code 7C {82 empty, 81 what to sign}}; one PIN, one signature. */
	private byte[] sign(Command c) throws GeneralSecurityException {
		mustBeSignatureKey(c);
		KeyType type = key.type();
		if (type == null) {
			throw new StatusWord(0x6A88);
		}
		if (c.p1() != algorithm(type)) {
			throw new StatusWord(0x6A86);
		}
		byte[] block = Tlv.get(Tlv.get(c.data(), 0x7C), 0x81);
		pins.spendVerified();
		return Tlv.of(0x7C, Tlv.of(0x82, key.sign(block, "NONEwithECDSA")));
	}

	/** 01 algorithm, 02 policies, 03 made here, 04 public key, 05 still the factory's, 06 tries and tries left. */
	private byte[] metadata(Command c) throws GeneralSecurityException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		switch (c.p()) {
		case PivPins.PIN, PivPins.PUK -> {
			Tlv.put(out, 0x01, (byte) 0xFF);
			Tlv.put(out, 0x05, bit(pins.isFactory(c.p())));
			Tlv.put(out, 0x06, (byte) CardMemory.TRIES, (byte) pins.tries(c.p()));
		}
		case PivManagement.REFERENCE -> {
			Tlv.put(out, 0x01, management.algorithm());
			Tlv.put(out, 0x02, (byte) 0, (byte) 1);
			Tlv.put(out, 0x05, bit(management.isFactory()));
		}
		case SIGNATURE_KEY -> {
			KeyType type = key.type();
			if (type == null) {
				throw new StatusWord(0x6A88);
			}
			Tlv.put(out, 0x01, (byte) algorithm(type));
			Tlv.put(out, 0x02, (byte) 3, (byte) 1);
			Tlv.put(out, 0x03, (byte) 1);
			Tlv.put(out, 0x04, key.parts());
		}
		default -> throw new StatusWord(0x6A88);
		}
		return out.toByteArray();
	}

	private static byte bit(boolean is) {
		return (byte) (is ? 1 : 0);
	}
}
