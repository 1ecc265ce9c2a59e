package muhurdar.holders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.function.Supplier;

import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;
import muhurdar.pki.BouncyCastle;
import muhurdar.pki.PinSealing;
import muhurdar.pki.SafeFile;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The vault's key pair: the private half in {@code keys/vault.p12}, the public half in {@code keys/vault.pub} too. */
final class VaultKeys {

	private static final String NAME = "vault";

	private VaultKeys() {
	}

	/** The public half (SubjectPublicKeyInfo), all that production needs; the first call ever makes the pair. */
	static Bytes publicKey(Path keys, Supplier<Secret> password) {
		Path file = keys.resolve("vault.pub");
		try {
			if (!Files.exists(file)) {
				try (Secret open = password.get()) {
					SafeFile.publish(file, certificate(keys, open).getPublicKey().getEncoded());
				}
			}
			return Bytes.of(Files.readAllBytes(file));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The private half; refuses to make one. */
	static PrivateKey privateKey(Path keys, Secret password) {
		PrivateKey key = new KeyFile(keys.resolve("vault.p12"), password).privateKey(NAME);
		if (key == null) {
			throw new IllegalStateException("the vault has no key");
		}
		return key;
	}

	/** SHA-256 of the public half. */
	static Bytes fingerprint(Bytes publicKey) {
		try {
			return Bytes.of(MessageDigest.getInstance("SHA-256").digest(publicKey.toArray()));
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("no SHA-256 in this Java", e);
		}
	}

	private static Certificate certificate(Path keys, Secret password) {
		var file = new KeyFile(keys.resolve("vault.p12"), password);
		Certificate found = file.certificate(NAME);
		if (found != null) {
			return found;
		}
		KeyPair pair = PinSealing.newVaultKey();
		Certificate fresh = selfSigned(pair);
		file.put(NAME, pair.getPrivate(), fresh);
		file.save();
		return fresh;
	}

	/** PKCS#12 keeps a key with a certificate only; nobody ever verifies this one. */
	private static X509Certificate selfSigned(KeyPair pair) {
		var name = new X500Name("CN=Muhurdar PIN vault");
		Instant now = Instant.now();
		try {
			var signer = new JcaContentSignerBuilder("SHA256withRSA").setProvider(BouncyCastle.provider())
					.build(pair.getPrivate());
			var builder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(now),
					Date.from(now.plus(36_500, ChronoUnit.DAYS)), name, pair.getPublic());
			return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
		} catch (OperatorCreationException | GeneralSecurityException e) {
			throw new IllegalStateException("vault key cannot be wrapped", e);
		}
	}
}
