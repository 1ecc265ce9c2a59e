package muhurdar.card.akis;

import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.Recognition.Reason;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.akis.spi.AkisDialect;
import muhurdar.card.akis.spi.AkisCommands;
import muhurdar.card.akis.spi.AkisFamily;
import muhurdar.domain.Bytes;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** AKİS, the card of TÜBİTAK BİLGEM, with the PKCS#15 application for one qualified certificate. */
@Component(property = "card.profile=akis")
public final class AkisProfile implements CardProfile {

	/** By ranking, the highest last. */
	@Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE)
	volatile List<AkisDialect> dialects = List.of();

	@Activate
	public AkisProfile() {
		// the dialects come by themselves
	}

	/** Outside OSGi. */
	public AkisProfile(AkisDialect... dialects) {
		this.dialects = List.of(dialects);
	}

	@Override
	public String id() {
		return "akis";
	}

	@Override
	public Recognition recognises(Bytes atr) {
		return AkisFamily.of(atr).map(family -> Recognition.yes(Reason.ATR_KNOWN, family.shown() + checkByte(atr)))
				.orElse(Recognition.no(Reason.ATR_FOREIGN, ""));
	}

	/** A list gives an answer to reset whose check byte TCK is wrong: such a card is taken, and it is said. */
	private static String checkByte(Bytes atr) {
		byte[] bytes = atr.toArray();
		int sum = 0;
		for (int i = 1; i < bytes.length; i++) {
			sum ^= bytes[i];
		}
		int last = bytes[bytes.length - 1];
		return sum == 0 ? "" : ", TCK %02X ≠ %02X".formatted(last & 0xFF, (sum ^ last) & 0xFF);
	}

	@Override
	public SmartCard open(CardChannel channel) {
		AkisDialect dialect = dialect(channel.atr());
		AkisCommands commands = new AkisCommands(channel);
		commands.get("select application", 0x00A40400, 0, Der.hex(Pkcs15.NAME));
		return new AkisSmartCard(commands, dialect);
	}

	AkisDialect dialect(Bytes atr) {
		Optional<AkisFamily> family = AkisFamily.of(atr);
		return dialects.reversed().stream().filter(each -> family.isPresent() && each.speaksTo(family.get())).findFirst()
				.orElseThrow(() -> new Refusal(Why.ATR_UNKNOWN, atr.toHex()));
	}
}
