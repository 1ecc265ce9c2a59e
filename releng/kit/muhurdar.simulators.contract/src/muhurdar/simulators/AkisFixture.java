package muhurdar.simulators;

import java.util.EnumSet;
import java.util.Set;

import muhurdar.domain.KeyType;
import muhurdar.kit.ProfileFixture;

/** Simulated AKİS cards for the profile. */
public final class AkisFixture implements ProfileFixture {

	@Override
	public String service() {
		return "akis";
	}

	@Override
	public TestCard blank() {
		return new DeskCard(CardType.AKIS);
	}

	@Override
	public Set<KeyType> keyTypes() {
		return EnumSet.allOf(KeyType.class);
	}
}
