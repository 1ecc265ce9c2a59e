package muhurdar.ca.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.PkiFault;
import muhurdar.pki.SigningKey;
import muhurdar.pki.SigningKey.Algorithm;

/**
 * Keys in a PKCS#11 token, through Java's SunPKCS11: they are made there and never leave it. A PIN that was wrong is not tried
 * again by this process, for the token would block. Thread-safe.
 */
final class TokenKeys implements KeyHome {

	private final Path module;
	private final long slot;
	private final Supplier<Secret> pin;
	private @Nullable Provider provider;
	private @Nullable KeyStore store;
	private boolean pinWrong;

	/** @param slot its id @param pin of the token's user; closed after use */
	TokenKeys(Path module, long slot, Supplier<Secret> pin) {
		this.module = module;
		this.slot = slot;
		this.pin = pin;
	}

	@Override
	public boolean filled() {
		try {
			return opened().size() > 0;
		} catch (GeneralSecurityException e) {
			throw fault(e);
		}
	}

	@Override
	public KeyPair make(Kind kind) {
		try {
			opened();
			KeyPairGenerator generator = KeyPairGenerator.getInstance(kind == Kind.EC_P384 ? "EC" : "RSA", token());
			generator.initialize(switch (kind) {
			case EC_P384 -> new ECGenParameterSpec("secp384r1");
			case RSA_4096_PSS -> new RSAKeyGenParameterSpec(4096, RSAKeyGenParameterSpec.F4);
			});
			return generator.generateKeyPair();
		} catch (GeneralSecurityException | ProviderException e) {
			throw fault(e);
		}
	}

	@Override
	public SigningKey signing(KeyPair pair) {
		return new SigningKey(pair.getPrivate(), Algorithm.of(Bytes.of(pair.getPublic().getEncoded())), token());
	}

	/** Not at once: the last name comes last, and without it the token does not count as filled by {@link CaKeys}. */
	@Override
	public void keep(Map<String, Entry> entries) {
		try {
			KeyStore keys = opened();
			var factory = CertificateFactory.getInstance("X.509");
			for (var entry : entries.entrySet()) {
				List<Certificate> chain = new ArrayList<>();
				for (Bytes each : entry.getValue().chain()) {
					chain.add(factory.generateCertificate(new ByteArrayInputStream(each.toArray())));
				}
				keys.setKeyEntry(entry.getKey(), entry.getValue().key().key(), null, chain.toArray(Certificate[]::new));
			}
		} catch (GeneralSecurityException | ProviderException e) {
			throw fault(e);
		}
	}

	@Override
	public Map<String, Entry> read() {
		try {
			KeyStore keys = opened();
			Map<String, Entry> entries = new LinkedHashMap<>();
			for (String alias : Collections.list(keys.aliases())) {
				if (keys.isKeyEntry(alias) && keys.getKey(alias, null) instanceof PrivateKey key) {
					List<Bytes> chain = new ArrayList<>();
					for (Certificate each : keys.getCertificateChain(alias)) {
						chain.add(Bytes.of(each.getEncoded()));
					}
					Bytes spki = CertificateInfo.read(chain.getFirst()).spki();
					entries.put(alias, new Entry(new SigningKey(key, Algorithm.of(spki), token()), chain));
				}
			}
			return entries;
		} catch (GeneralSecurityException | ProviderException e) {
			throw fault(e);
		}
	}

	private synchronized Provider token() {
		Provider loaded = provider;
		if (loaded == null) {
			loaded = Objects.requireNonNull(Security.getProvider("SunPKCS11"), "no SunPKCS11 in this Java").configure("""
					--name = MuhurdarCa
					library = %s
					slot = %d
					attributes(generate, CKO_PRIVATE_KEY, *) = {
					  CKA_SENSITIVE = true
					  CKA_EXTRACTABLE = false
					}
					""".formatted(module, slot));
			provider = loaded;
		}
		return loaded;
	}

	private synchronized KeyStore opened() throws GeneralSecurityException {
		KeyStore keys = store;
		if (keys != null) {
			return keys;
		}
		if (pinWrong) {
			throw new PkiFault("the token refused its PIN and is not asked again before a restart");
		}
		char[] word = new char[0];
		try (Secret secret = pin.get()) {
			word = characters(secret);
			keys = KeyStore.getInstance("PKCS11", token());
			keys.load(null, word);
			store = keys;
			return keys;
		} catch (IOException e) { // this is how a wrong PIN is told
			pinWrong = true;
			throw new PkiFault("the token cannot be opened with its PIN", e);
		} finally {
			Arrays.fill(word, '\0');
		}
	}

	private static char[] characters(Secret secret) {
		CharBuffer decoded = StandardCharsets.UTF_8.decode(secret.bytes());
		char[] word = new char[decoded.remaining()];
		decoded.get(word);
		Arrays.fill(decoded.array(), '\0');
		return word;
	}

	private static PkiFault fault(Exception e) {
		return new PkiFault("the token cannot be used", e);
	}
}
