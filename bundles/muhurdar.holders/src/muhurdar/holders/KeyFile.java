package muhurdar.holders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import javax.crypto.spec.SecretKeySpec;

import muhurdar.domain.Secret;
import muhurdar.pki.SafeFile;
import org.eclipse.jdt.annotation.Nullable;

/** A PKCS#12 file under a password, written whole or not at all. */
final class KeyFile {

	private final Path path;
	private final Secret password;
	private final KeyStore store;

	/** Opens the file, or starts an empty one. @param password stays the caller's */
	KeyFile(Path path, Secret password) {
		this.path = path;
		this.password = password;
		char[] characters = characters();
		try {
			store = KeyStore.getInstance("PKCS12");
			if (Files.exists(path)) {
				try (InputStream in = Files.newInputStream(path)) {
					store.load(in, characters);
				}
			} else {
				store.load(null, characters);
			}
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("key file " + path.getFileName() + " cannot be read", e);
		} catch (IOException e) {
			throw new UncheckedIOException("key file " + path.getFileName() + " cannot be opened", e);
		} finally {
			Arrays.fill(characters, '\0');
		}
	}

	List<String> names() {
		try {
			return Collections.list(store.aliases());
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	@Nullable
	PrivateKey privateKey(String name) {
		return key(name) instanceof PrivateKey key ? key : null;
	}

	@Nullable
	Certificate certificate(String name) {
		try {
			return store.getCertificate(name);
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	/** The caller closes it. */
	@Nullable
	Secret secret(String name) {
		Key key = key(name);
		return key == null ? null : Secret.taking(key.getEncoded());
	}

	void put(String name, PrivateKey key, Certificate certificate) {
		entry(name, key, certificate);
	}

	void put(String name, Secret secret) {
		// PKCS#12 wants a name that it has an identifier for; it says nothing about the use
		entry(name, secret.use(bytes -> new SecretKeySpec(bytes, "AES")));
	}

	/** Writes and syncs. */
	void save() {
		char[] characters = characters();
		try (var out = new ByteArrayOutputStream()) {
			store.store(out, characters);
			SafeFile.write(path, out.toByteArray());
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("key file " + path.getFileName() + " cannot be written", e);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		} finally {
			Arrays.fill(characters, '\0');
		}
	}

	private void entry(String name, Key key, Certificate... chain) {
		char[] characters = characters();
		try {
			store.setKeyEntry(name, key, characters, chain.length == 0 ? null : chain);
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		} finally {
			Arrays.fill(characters, '\0');
		}
	}

	private @Nullable Key key(String name) {
		char[] characters = characters();
		try {
			return store.getKey(name, characters);
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("key file " + path.getFileName() + " cannot be read", e);
		} finally {
			Arrays.fill(characters, '\0');
		}
	}

	private char[] characters() {
		ByteBuffer bytes = password.bytes();
		char[] characters = new char[bytes.limit()];
		for (int i = 0; i < characters.length; i++) {
			characters[i] = (char) (bytes.get(i) & 0xFF);
		}
		return characters;
	}
}
