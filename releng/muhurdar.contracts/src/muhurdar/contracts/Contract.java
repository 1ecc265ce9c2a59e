package muhurdar.contracts;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

import muhurdar.contracts.Installed.Service;
import muhurdar.kit.ContractFixture;

/** The promises of one SPI, each a test with a sentence for its name. */
abstract class Contract {

	private static final Duration LONGEST = Duration.ofMinutes(3);

	private final String service;
	private final List<DynamicTest> promises = new ArrayList<>();

	/** @param service whose name stands before every sentence */
	Contract(String service) {
		this.service = service;
	}

	/** One service's tests, or the one sentence that says why they cannot be run. */
	static DynamicContainer of(Service<?, ?> service, Supplier<Stream<? extends DynamicNode>> cases) {
		if (service.fixture().isEmpty()) {
			return DynamicContainer.dynamicContainer(service.name(), List.of(DynamicTest.dynamicTest("has a fixture", () -> {
				throw new AssertionError("«" + service.name() + "» is installed but has no fixture for the contract tests: let a"
						+ " fragment under releng name a muhurdar.kit.DriverFixture or ProfileFixture in its manifest header"
						+ " Contract-Fixture, and add it to releng/kit/pom.xml and releng/muhurdar.contracts/pom.xml");
			})));
		}
		String missing = service.fixture().get().missing().orElse("");
		if (!missing.isEmpty()) {
			return DynamicContainer.dynamicContainer(service.name(), List.of(DynamicTest.dynamicTest("skipped: " + missing,
					() -> Assumptions.abort(service.name() + " is not tested: " + missing))));
		}
		return DynamicContainer.dynamicContainer(service.name(), cases.get());
	}

	/** Whether the service of a fixture is there; where the run lacks something for it, it need not be. */
	static DynamicTest has(ContractFixture fixture, boolean service) {
		String name = fixture.getClass().getSimpleName() + " has the service «" + fixture.service() + "»";
		return DynamicTest.dynamicTest(name, () -> {
			Assumptions.assumeTrue(service || fixture.missing().isEmpty(), () -> name + " not: " + fixture.missing().get());
			assertTrue(service, name);
		});
	}

	/** A test, as one sentence; it fails if it takes longer than three minutes. */
	final void promise(String sentence, Executable body) {
		promises.add(DynamicTest.dynamicTest(sentence, () -> {
			try {
				assertTimeoutPreemptively(LONGEST, () -> around(body));
			} catch (AssertionError e) {
				throw new AssertionError(service + ": " + sentence + ": " + e.getMessage(), e);
			}
		}));
	}

	/** What is done before and after every test. */
	abstract void around(Executable body) throws Throwable;

	final Stream<DynamicTest> promises() {
		return promises.stream();
	}
}
