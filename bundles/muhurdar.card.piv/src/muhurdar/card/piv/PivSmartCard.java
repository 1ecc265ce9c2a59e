package muhurdar.card.piv;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.BerTlv;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.PublicKeyInfo;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;

/**
 * One PIV card with its application selected. It comes with a PIN and a PUK of the factory's, which count as none: the
 * card's metadata tell whether it still has them, and no wrong one is ever sent to find out.
 */
final class PivSmartCard implements SmartCard {

	private static final int PIN = 0x80;
	private static final int PUK = 0x81;
	private static final int VERIFY_PIN = 0x00200080;
	private static final int FORGET_PIN = 0x0020FF80;
	private static final int CHANGE_PIN = 0x00240080;
	private static final int CHANGE_PUK = 0x00240081;
	private static final int UNBLOCK = 0x002C0080;
	private static final int GENERATE = 0x0047009C;
	private static final int SIGN = 0x0087009C;
	private static final int SUCCESS = 0x9000;
	private static final int BLOCKED = 0x6983;
	private static final int CONDITIONS_NOT_SATISFIED = 0x6985;
	private static final int NOT_THERE = 0x6A88;
	/** Tags of the metadata. */
	private static final int ALGORITHM = 0x01;
	private static final int PUBLIC_KEY = 0x04;
	private static final int FACTORY = 0x05;
	private static final int TRIES = 0x06;

	/** How far this connection has brought the card; nothing but {@link #takeOver} leads out of CLOSED. */
	private enum Stage {
		CLOSED, TAKEN_OVER, KEYED, CERTIFIED, PIN_SET, FINISHED
	}

	private final PivCommands card;
	private final ManagementKey management;
	private @Nullable ChipSerial serial;
	private Stage stage = Stage.CLOSED;

	PivSmartCard(PivCommands card) {
		this.card = card;
		this.management = new ManagementKey(card);
	}

	/** Yubico's serial number; a card without one has at least the GUID of its CHUID. */
	@Override
	public ChipSerial serial() {
		ChipSerial known = serial;
		if (known == null) {
			byte[] found = card.serial()
					.or(() -> card.object(PivObjects.HOLDER_IDENTIFIER).flatMap(PivObjects::guid))
					.orElseThrow(() -> new CardFault("no chip serial", NOT_THERE));
			if (found.length < 4 || found.length > 32) {
				throw BerTlv.strange();
			}
			known = ChipSerial.of(found);
			serial = known;
		}
		return known;
	}

	/** Never so for a card without metadata. */
	@Override
	public boolean blank() {
		return isFactory(ManagementKey.REFERENCE) && !pinSet() && !pukSet()
				&& card.metadata(SignatureKey.REFERENCE).isEmpty() && certificate().isEmpty();
	}

	private boolean isFactory(int reference) {
		return card.metadata(reference).filter(PivSmartCard::tellsFactory).isPresent();
	}

	private static boolean tellsFactory(byte[] metadata) {
		return BerTlv.find(metadata, FACTORY).filter(is -> is.length == 1 && is[0] == 1).isPresent();
	}

	/** A card that has this key already goes on where it was left. */
	@Override
	public void takeOver(Secret managementKey) {
		byte[] metadata = card.metadata(ManagementKey.REFERENCE)
				.orElseThrow(() -> new CardFault("the card does not tell about its management key", NOT_THERE));
		if (tellsFactory(metadata)) {
			management.replace(managementKey);
		} else {
			byte[] algorithm = BerTlv.get(metadata, ALGORITHM);
			if (algorithm.length != 1) {
				throw BerTlv.strange();
			}
			management.authenticate(algorithm[0], managementKey);
		}
		stage = reached();
	}

	/** Of a card that tells. */
	private Stage reached() {
		if (pukSet()) {
			return Stage.FINISHED;
		}
		if (pinSet()) {
			return Stage.PIN_SET;
		}
		if (card.metadata(SignatureKey.REFERENCE).isEmpty()) {
			return Stage.TAKEN_OVER;
		}
		return certificate().isPresent() ? Stage.CERTIFIED : Stage.KEYED;
	}

	/** The card itself would do things in any order. */
	private void mustBe(Stage expected, String doing) {
		if (stage != expected) {
			throw new CardFault(doing, CONDITIONS_NOT_SATISFIED);
		}
	}

	@Override
	public Bytes generateKeyPair(KeyType type) {
		mustBe(Stage.TAKEN_OVER, "generate key");
		byte[] answer = card.get("generate key", GENERATE, 0, BerTlv.of(0xAC, BerTlv.of(0x80, SignatureKey.algorithm(type))));
		Bytes key = Bytes.of(PublicKeyInfo.of(BerTlv.get(answer, 0x7F49)));
		stage = Stage.KEYED;
		return key;
	}

	/** Of a card without metadata, the one in its certificate. */
	@Override
	public Optional<Bytes> publicKey() {
		return card.metadata(SignatureKey.REFERENCE).flatMap(data -> BerTlv.find(data, PUBLIC_KEY)).map(PublicKeyInfo::of)
				.map(Bytes::of)
				.or(() -> card.metadata(PIN).isPresent() ? Optional.empty() : certificate().map(PivSmartCard::keyIn));
	}

	private static Bytes keyIn(Bytes certificate) {
		try {
			return Bytes.of(CertificateFactory.getInstance("X.509")
					.generateCertificate(new ByteArrayInputStream(certificate.toArray())).getPublicKey().getEncoded());
		} catch (CertificateException e) {
			throw BerTlv.strange();
		}
	}

	@Override
	public Bytes signBeforePin(Bytes tbs) {
		KeyType type = keyOnCard();
		if (pinSet()) {
			throw new CardFault("sign before PIN", CONDITIONS_NOT_SATISFIED);
		}
		try (Secret factory = digits("123456")) {
			card.sendPins("verify factory PIN", VERIFY_PIN, factory);
		}
		return sign(type, tbs);
	}

	private KeyType keyOnCard() {
		KeyType type = keyType();
		if (type == null) {
			throw new CardFault("no key on the card", NOT_THERE);
		}
		return type;
	}

	private static Secret digits(String factory) {
		return Secret.taking(factory.getBytes(StandardCharsets.US_ASCII));
	}

	/** PIV has no place for the label: other software shows the certificate's subject. The certificate is written last. */
	@Override
	public void writeCertificate(Bytes certificateDer, String label) {
		if (stage == Stage.CERTIFIED && certificate().equals(Optional.of(certificateDer))) {
			return;
		}
		mustBe(Stage.KEYED, "write certificate");
		card.writeObject(PivObjects.HOLDER_IDENTIFIER, PivObjects.holderIdentifier());
		card.writeObject(PivObjects.CAPABILITIES, PivObjects.capabilities(serial()));
		card.writeObject(PivObjects.CERTIFICATE, PivObjects.certificate(certificateDer));
		stage = Stage.CERTIFIED;
	}

	@Override
	public Optional<Bytes> certificate() {
		return card.object(PivObjects.CERTIFICATE).map(PivObjects::certificate);
	}

	@Override
	public void setPin(Secret pin) {
		mustBe(Stage.CERTIFIED, "set PIN");
		try (Secret factory = digits("123456")) {
			card.sendPins("set PIN", CHANGE_PIN, factory, pin);
		}
		stage = Stage.PIN_SET;
	}

	@Override
	public void setPuk(Secret puk) {
		mustBe(Stage.PIN_SET, "set PUK");
		try (Secret factory = digits("12345678")) {
			card.sendPins("set PUK", CHANGE_PUK, factory, puk);
		}
		stage = Stage.FINISHED;
	}

	/** A card that does not tell has one: PIV knows no card without. */
	@Override
	public boolean pinSet() {
		return !isFactory(PIN);
	}

	@Override
	public boolean pukSet() {
		return !isFactory(PUK);
	}

	@Override
	public OptionalInt pinTriesLeft() {
		if (!pinSet()) {
			return OptionalInt.empty();
		}
		OptionalInt told = tries(PIN);
		if (told.isPresent()) {
			return told;
		}
		int status = card.status(VERIFY_PIN);
		if (status == BLOCKED) {
			return OptionalInt.of(0);
		}
		if ((status & 0xFFF0) != 0x63C0 && status != SUCCESS) {
			throw new CardFault("ask for PIN tries", status);
		}
		// while it is verified the card says so instead
		return status == SUCCESS ? OptionalInt.empty() : OptionalInt.of(status & 0x0F);
	}

	@Override
	public OptionalInt pukTriesLeft() {
		return pukSet() ? tries(PUK) : OptionalInt.empty();
	}

	private OptionalInt tries(int reference) {
		return card.metadata(reference).flatMap(data -> BerTlv.find(data, TRIES)).filter(tries -> tries.length == 2)
				.map(tries -> OptionalInt.of(tries[1] & 0xFF)).orElse(OptionalInt.empty());
	}

	@Override
	public void verifyPinAtLastTry(Secret pin) {
		card.sendPins("verify PIN", VERIFY_PIN, pin);
	}

	@Override
	public void unblock(Secret puk, Secret newPin) {
		card.sendPins("unblock PIN", UNBLOCK, puk, newPin);
	}

	@Override
	public Bytes sign(Bytes tbs) {
		return sign(keyOnCard(), tbs);
	}

	private Bytes sign(KeyType type, Bytes tbs) {
		byte[] block = SignatureKey.toBeSigned(type, tbs);
		byte[] answer = card.get("sign", SIGN | SignatureKey.algorithm(type) << 8, 0,
				BerTlv.of(0x7C, BerTlv.of(0x82), BerTlv.of(0x81, block)));
		return Bytes.of(BerTlv.get(BerTlv.get(answer, 0x7C), 0x82));
	}

	@Override
	public void logout() {
		card.send("log out", FORGET_PIN);
	}

	@Override
	public @Nullable KeyType keyType() {
		Optional<KeyType> type = card.metadata(SignatureKey.REFERENCE).flatMap(data -> BerTlv.find(data, ALGORITHM))
				.filter(algorithm -> algorithm.length == 1).map(algorithm -> SignatureKey.type(algorithm[0]))
				.or(() -> publicKey().map(key -> PublicKeyInfo.type(key.toArray())));
		return type.isPresent() ? type.get() : null;
	}
}
