package muhurdar.card.akis;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.Recognition.Reason;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.akis.spi.AkisDialect;
import muhurdar.card.akis.spi.AkisCommands;
import muhurdar.domain.Bytes;

/** AKİS, the card of TÜBİTAK BİLGEM, with the PKCS#15 application for one qualified certificate. */
@Component(property = "card.profile=akis")
public final class AkisProfile implements CardProfile {

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
	public Recognition recognises(Bytes atr) {
		return AkisFamily.of(atr).map(family -> Recognition.yes(Reason.ATR_KNOWN, family.shown()))
				.orElse(Recognition.no(Reason.ATR_FOREIGN, ""));
	}

	@Override
	public SmartCard open(CardChannel channel) {
		AkisCommands commands = new AkisCommands(channel);
		commands.get("select application", 0x00A40400, 0, Der.hex(Pkcs15.NAME));
		return new AkisSmartCard(commands, dialect);
	}
}
