package muhurdar.simulators;

import java.util.EnumSet;
import java.util.Set;

import muhurdar.domain.KeyType;
import muhurdar.kit.ProfileFixture;

/** Simulated PIV cards for the profile. */
public final class PivFixture implements ProfileFixture {

	@Override
	public String service() {
		return "piv";
	}

	@Override
	public TestCard blank() {
		return new DeskCard(CardType.PIV);
	}

	@Override
	public Set<KeyType> keyTypes() {
		return EnumSet.allOf(KeyType.class);
	}
}
