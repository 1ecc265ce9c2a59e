package muhurdar.card.pkcs11;

import muhurdar.api.Settings;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.Recognition.Reason;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Bytes;

/** Whatever card is behind the PKCS#11 module; those in other readers are none of its. */
public final class Pkcs11Profile implements CardProfile {

	static final String ID = "pkcs11";

	private final Pkcs11Driver driver;
	private final SoPin soPin;

	public Pkcs11Profile(Pkcs11Driver driver, Settings settings) {
		this.driver = driver;
		soPin = new SoPin(settings);
	}

	@Override
	public String id() {
		return ID;
	}

	@Override
	public Recognition recognises(Bytes atr) {
		boolean ours = atr.length() == TokenChannel.ATR.length() / 2 + Long.BYTES && atr.toHex().startsWith(TokenChannel.ATR);
		return ours ? Recognition.yes(Reason.ATR_KNOWN, "PKCS#11") : Recognition.no(Reason.ATR_FOREIGN, "");
	}

	@Override
	public SmartCard open(CardChannel channel) {
		return new TokenCard(driver.channel(channel.atr()), soPin);
	}
}
