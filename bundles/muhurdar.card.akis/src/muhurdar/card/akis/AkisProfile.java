package muhurdar.card.akis;

import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.akis.spi.AkisDialect;
import muhurdar.card.akis.spi.CardCommands;
import muhurdar.domain.Bytes;

/** AKİS, the card of TÜBİTAK BİLGEM, with the PKCS#15 application for one qualified certificate. */
@Component(property = "card.profile=akis")
public final class AkisProfile implements CardProfile {

	/** Historical bytes of the known families: "UEKAE" (1.x), "TC" (2.x), 3.x. */
	private static final Pattern ATR = Pattern
			.compile(".*55454B4145.*|.*80655443.{6}31C073F6218081.{2}.*|.*80666832(09|49).*31958105.*");

	private final AkisDialect dialect;

	@Activate
	public AkisProfile(@Reference(policyOption = ReferencePolicyOption.GREEDY) AkisDialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public String id() {
		return "akis";
	}

	@Override
	public boolean recognises(Bytes atr) {
		return ATR.matcher(atr.toHex()).matches();
	}

	@Override
	public SmartCard open(CardChannel channel) {
		CardCommands commands = new CardCommands(channel);
		commands.get("select application", 0x00A40400, 0, Der.hex(Pkcs15.NAME));
		return new AkisSmartCard(commands, dialect);
	}
}
