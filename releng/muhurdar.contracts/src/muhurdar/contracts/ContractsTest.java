package muhurdar.contracts;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicNode;
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

	@TestFactory
	Stream<DynamicNode> everyFixtureHasItsServiceOrSaysWhatTheRunLacks() {
		return Installed.fixturesWithService().entrySet().stream()
				.map(each -> Contract.has(each.getKey(), each.getValue()));
	}
}
