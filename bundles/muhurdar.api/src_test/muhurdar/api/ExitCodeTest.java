package muhurdar.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Why;

class ExitCodeTest {

	@Test
	void everyWayInWhichTheStoreCannotBeUsedHasItsExitCode() {
		assertEquals(4, ExitCode.of(Why.STORE_IN_USE).code());
		assertEquals(5, ExitCode.of(Why.STORE_DAMAGED).code());
		assertEquals(5, ExitCode.of(Why.STORE_OTHER_VERSION).code());
		assertEquals(5, ExitCode.of(Why.STORE_SCHEMA).code());
		assertEquals(5, ExitCode.of(Why.STORE_LOST).code());
		assertEquals(3, ExitCode.of(Why.STORE_UNREACHABLE).code());
		assertEquals(3, ExitCode.of(Why.SETTINGS_UNREADABLE).code());
		assertEquals(1, ExitCode.of(Why.NOT_ALLOWED).code());
	}

	@Test
	void whatTheComputerLacksIsAFaultAndWhatARuleForbidsIsNot() {
		assertEquals(3, ExitCode.of(Why.READER_SERVICE_GONE).code());
		assertEquals(3, ExitCode.of(Why.FILE_UNWRITABLE).code());
		assertEquals(1, ExitCode.of(Why.FILE_EXISTS).code());
		assertEquals(1, ExitCode.of(Why.NO_READER).code());
	}
}
