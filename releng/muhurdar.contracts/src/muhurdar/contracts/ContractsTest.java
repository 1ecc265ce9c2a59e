package muhurdar.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ContractsTest {

	@TestFactory
	Stream<DynamicNode> everyInstalledDriverKeepsWhatItsInterfacePromises() {
		return Installed.drivers().stream().map(driver -> Contract.of(driver,
				() -> new DriverContract(driver.name(), driver.service(), driver.fixture().orElseThrow()).promises()));
	}

	@TestFactory
	Stream<DynamicNode> everyInstalledProfileKeepsWhatItsInterfacePromises() {
		return Installed.profiles().stream().map(profile -> Contract.of(profile,
				() -> new ProfileContract(profile.name(), profile.service(), profile.fixture().orElseThrow()).promises()));
	}

	@Test
	void everyFixtureHasItsService() {
		assertEquals(List.of(), Installed.idleFixtures());
	}
}
