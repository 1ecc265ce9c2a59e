package muhurdar.ca.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;
import muhurdar.pki.BouncyCastle;
import muhurdar.pki.KeyFile;
import muhurdar.pki.PkiFault;
import muhurdar.pki.SigningKey;
import muhurdar.pki.SigningKey.Algorithm;

/**
 * Keys in a PKCS#12 file.
 *
 * @param password of the file; closed after use
 */
record FileKeys(Path file, Supplier<Secret> password) implements KeyHome {

	@Override
	public boolean filled() {
		return Files.exists(file);
	}

	@Override
	public KeyPair make(Kind kind) {
		try {
			KeyPairGenerator generator;
			switch (kind) {
			case EC_P384 -> {
				generator = KeyPairGenerator.getInstance("EC", BouncyCastle.provider());
				generator.initialize(new ECGenParameterSpec("P-384"), new SecureRandom());
			}
			case RSA_4096_PSS -> {
				generator = KeyPairGenerator.getInstance("RSA");
				generator.initialize(new RSAKeyGenParameterSpec(4096, RSAKeyGenParameterSpec.F4), new SecureRandom());
			}
			default -> throw new IllegalArgumentException(kind.name());
			}
			return generator.generateKeyPair();
		} catch (GeneralSecurityException e) {
			throw new PkiFault("no keys of this kind in this Java", e);
		}
	}

	@Override
	public SigningKey signing(KeyPair pair) {
		return new SigningKey(pair.getPrivate(), Algorithm.of(Bytes.of(pair.getPublic().getEncoded())),
				BouncyCastle.provider());
	}

	@Override
	public void keep(Map<String, Entry> entries) throws IOException {
		Map<String, KeyFile.Entry> all = new LinkedHashMap<>();
		entries.forEach((name, entry) -> all.put(name, new KeyFile.Entry(entry.key().key(), entry.chain())));
		try (Secret word = password.get()) {
			KeyFile.write(file, word, all);
		}
	}

	@Override
	public Map<String, Entry> read() throws IOException {
		Map<String, Entry> all = new LinkedHashMap<>();
		try (Secret word = password.get()) {
			KeyFile.read(file, word).forEach((name, entry) -> all.put(name,
					new Entry(SigningKey.of(entry.certificate(), entry.key()), entry.chain())));
		}
		return all;
	}
}
