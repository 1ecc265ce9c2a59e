package muhurdar.pki;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;

/** Private keys in a PKCS#12 file, written whole and synced, readable by its owner only. */
public final class KeyFile {

	private KeyFile() {
	}

	/**
	 * @param key never leaves this process but into such a file
	 * @param chain the key's certificate first, DER
	 */
	public record Entry(PrivateKey key, List<Bytes> chain) {

		public Entry {
			chain = List.copyOf(chain);
		}

		/** The key's certificate. */
		public CertificateInfo certificate() {
			return CertificateInfo.read(chain.get(0));
		}

		/** An RSA key pair with a certificate made by itself, for keys that need none but must lie in such a file. */
		public static Entry selfSigned(KeyPair pair, String commonName, Instant notBefore, Instant notAfter) {
			try {
				X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
				var builder = new X509v3CertificateBuilder(name, new BigInteger(120, new SecureRandom()).setBit(120),
						Date.from(notBefore), Date.from(notAfter), name,
						SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
				var signer = new JcaContentSignerBuilder("SHA256withRSA").setProvider(BouncyCastle.provider())
						.build(pair.getPrivate());
				return new Entry(pair.getPrivate(), List.of(Bytes.of(builder.build(signer).getEncoded())));
			} catch (IOException | OperatorCreationException e) {
				throw new PkiFault("certificate cannot be signed", e);
			}
		}

		@Override
		public String toString() {
			return "key of " + certificate();
		}
	}

	/** Writes the file anew. */
	public static void write(Path file, Secret password, Map<String, Entry> entries) throws IOException {
		char[] word = characters(password);
		var buffer = new ByteArrayOutputStream();
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, word);
			for (var entry : entries.entrySet()) {
				store.setKeyEntry(entry.getKey(), entry.getValue().key(), word, certificates(entry.getValue().chain()));
			}
			store.store(buffer, word);
		} catch (GeneralSecurityException e) {
			throw new PkiFault("key file cannot be made", e);
		} finally {
			Arrays.fill(word, '\0');
		}
		SafeFile.write(file, buffer.toByteArray());
	}

	/**
	 * Reads all private keys by their alias (lower case).
	 *
	 * @throws PkiFault if the password is wrong or the file damaged
	 * @throws IOException if it cannot be read
	 */
	public static Map<String, Entry> read(Path file, Secret password) throws IOException {
		byte[] content = Files.readAllBytes(file);
		char[] word = characters(password);
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(new ByteArrayInputStream(content), word);
			var entries = new LinkedHashMap<String, Entry>();
			for (String alias : Collections.list(store.aliases())) {
				if (store.getKey(alias, word) instanceof PrivateKey key) {
					var chain = new ArrayList<Bytes>();
					for (Certificate certificate : store.getCertificateChain(alias)) {
						chain.add(Bytes.of(certificate.getEncoded()));
					}
					entries.put(alias, new Entry(key, chain));
				}
			}
			return entries;
		} catch (IOException | GeneralSecurityException e) {
			throw new PkiFault("key file does not open: wrong password or damaged: " + file.getFileName(), e);
		} finally {
			Arrays.fill(word, '\0');
		}
	}

	private static Certificate[] certificates(List<Bytes> chain) throws GeneralSecurityException {
		var factory = CertificateFactory.getInstance("X.509");
		var certificates = new Certificate[chain.size()];
		for (int i = 0; i < certificates.length; i++) {
			certificates[i] = factory.generateCertificate(new ByteArrayInputStream(chain.get(i).toArray()));
		}
		return certificates;
	}

	private static char[] characters(Secret password) {
		var decoded = StandardCharsets.UTF_8.decode(password.bytes());
		char[] word = new char[decoded.remaining()];
		decoded.get(word);
		Arrays.fill(decoded.array(), '\0');
		return word;
	}
}
