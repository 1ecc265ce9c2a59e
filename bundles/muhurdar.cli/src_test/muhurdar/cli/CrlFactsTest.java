package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Refusal;

/** On lists that OpenSSL made. */
class CrlFactsTest {

	/** Three entries. */
	private static final byte[] DELTA = Base64.getMimeDecoder().decode("""
			MIIBZzCCAQwCAQEwCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBQhcNMjYxMTIyMDc0NjU0WhcNMjYxMTIzMDc0NjU0WjBbMCECAgoL
			Fw0yNjA5MjExNDEzMjBaMAwwCgYDVR0VBAMKAQEwEwICCgwXDTI2MDkyMTE0MTMyMFowIQICCg0XDTI2MDkyMTE0MTMyMFowDDAK
			BgNVHRUEAwoBBKByMHAwHwYDVR0jBBgwFoAUOD6Z9KzOhLiAy4ZCEkoMSOsNQoUwLAYDVR0uBCUwIzAhoB+gHYYbaHR0cDovLzEy
			Ny4wLjAuMTo4NzgwL2QuY3JsMBAGA1UdGwEB/wQGAgRqsTuFMA0GA1UdFAQGAgRqsTsHMAoGCCqGSM49BAMCA0kAMEYCIQDLKKCa
			PwBQiNGXqkpWl9eZRNlevDAEuxWVmRWzdrzvAAIhAPJhoq0Xg39bgp4OZR5zeMnxJKGuDLjJsLn+MYsmp1b+
			""");
	private static final byte[] EMPTY = Base64.getMimeDecoder().decode("""
			MIHIMG8CAQEwCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBQhcNMjYxMTIyMDc0NjU0WhcNMjYxMTIzMDc0NjU0WqAyMDAwHwYDVR0j
			BBgwFoAUOD6Z9KzOhLiAy4ZCEkoMSOsNQoUwDQYDVR0UBAYCBGqxOwgwCgYIKoZIzj0EAwIDSQAwRgIhAKindbv466JNBmoI+c4p
			5Mvmh6Cb7ihCsCicM1SaZZ2FAiEAoM0d/UqEZkoDFzAzBMV1L45cD2gKc1SqocOzTZdTd5U=
			""");

	@Test
	void aDeltaListSaysItsNumberItsBaseAndHowManyItHolds() {
		assertEquals(new CrlFacts(3, BigInteger.valueOf(1789999879L), BigInteger.valueOf(1_790_000_005L),
				URI.create("http://127.0.0.1:8780/d.crl")), CrlFacts.of(DELTA));
	}

	@Test
	void anEmptyFullListHasNoEntriesAndNoBase() {
		assertEquals(new CrlFacts(0, BigInteger.valueOf(1789999879 + 1L), null, null), CrlFacts.of(EMPTY));
	}

	@Test
	void whatIsNoListIsRefusedWhereverItIsCutOff() {
		for (int length = 0; length < 100; length++) {
			byte[] cut = Arrays.copyOf(DELTA, length);
			assertThrows(Refusal.class, () -> CrlFacts.of(cut));
		}
	}
}
