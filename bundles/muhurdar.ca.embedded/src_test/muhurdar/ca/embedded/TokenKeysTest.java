package muhurdar.ca.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CA's keys in SoftHSM2, through Java's SunPKCS11. */
@EnabledIf("softHsmIsInstalled")
class TokenKeysTest {

	private static final Path MODULE = Path.of("/usr/lib/softhsm/libsofthsm2.so");

	@TempDir
	Path folder;

	private String slot = "";

	static boolean softHsmIsInstalled() {
		return Files.exists(MODULE);
	}

	@BeforeEach
	void makeAToken() throws Exception {
		Files.createDirectory(folder.resolve("tokens"));
		Files.writeString(folder.resolve("softhsm2.conf"),
				"directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\nlog.level = ERROR\n");
		String said = run("softhsm2-util", "--init-token", "--free", "--label", "ca", "--pin", "648219", "--so-pin", "77777777");
		assertTrue(said.contains("reassigned to slot "), said);
		slot = said.substring(said.indexOf("reassigned to slot ") + "reassigned to slot ".length()).strip();
		Files.writeString(folder.resolve("pin"), "648219\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ec-p384", "rsa-4096-pss" })
	void keysAreMadeInTheTokenAndFoundThereAgainAndOpensslAgreesWithWhatTheySigned(String kind) throws Exception {
		done(ca(kind));
		byte[] issuing = Files.readAllBytes(folder.resolve("issuing.der"));
		verified("first");
		done(ca(kind)); // the keys are found again
		assertTrue(Arrays.equals(issuing, Files.readAllBytes(folder.resolve("issuing.der"))));
		verified("second");
		assertFalse(Files.exists(folder.resolve("ca/keys.p12")), "no key lies in the folder");
		String algorithm = run("openssl", "x509", "-in", folder.resolve("second.der").toString(), "-noout", "-text");
		assertTrue(algorithm.contains(kind.equals("ec-p384") ? "ecdsa-with-SHA384" : "rsassaPss"), algorithm);
	}

	@Test
	void aWrongPinIsTriedOnceByOneProcess() throws Exception {
		Files.writeString(folder.resolve("pin"), "000000\n");
		List<String> said = ca("ec-p384").lines().filter(line -> line.startsWith("UNAVAILABLE")).toList();
		assertEquals(2, said.size());
		assertTrue(said.getFirst().contains("cannot be opened with its PIN"), said.getFirst());
		assertTrue(said.getLast().contains("not asked again before a restart"), said.getLast());
		Files.writeString(folder.resolve("pin"), "648219\n");
		done(ca("ec-p384"));
	}

	/** The log may have the last word. */
	private static void done(String said) {
		assertTrue(said.lines().anyMatch("done"::equals), said);
	}

	private String ca(String kind) throws Exception {
		return run(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
				TokenCa.class.getName(), folder.toString(), MODULE.toString(), slot, folder.resolve("pin").toString(), kind);
	}

	/** Good but for the hold, which openssl sees on the list. */
	private void verified(String name) throws Exception {
		String holder = pem(name + ".der", "x509");
		String[] chain = { "-CAfile", pem("root.der", "x509"), "-untrusted", pem("issuing.der", "x509") };
		List<String> strict = new ArrayList<>(List.of("openssl", "verify", "-x509_strict"));
		strict.addAll(List.of(chain));
		strict.add(holder);
		assertTrue(run(strict.toArray(String[]::new)).contains(": OK"));
		strict.addAll(3, List.of("-crl_check", "-CRLfile", pem("ca/" + Locations.CRL, "crl")));
		String held = run(strict.toArray(String[]::new));
		assertTrue(held.contains("certificate revoked"), held);
	}

	private String pem(String der, String what) throws Exception {
		String pem = folder.resolve(der) + ".pem";
		run("openssl", what, "-inform", "DER", "-in", folder.resolve(der).toString(), "-out", pem);
		return pem;
	}

	private String run(String... command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
		Process process = builder.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		process.waitFor();
		return said;
	}
}
