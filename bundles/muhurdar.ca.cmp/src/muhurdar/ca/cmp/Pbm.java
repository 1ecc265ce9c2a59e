package muhurdar.ca.cmp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.PBMParameter;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.iana.IANAObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;

/**
 * The password-based MAC of RFC 9810 §5.1.3.1. Parameters that somebody else chose are bounded: too few iterations would
 * give the secret away, too many would keep us busy. SHA-1 is taken in HMAC alone, which OpenSSL still proposes.
 */
final class Pbm {

	static final int FEWEST_ITERATIONS = 100;
	static final int MOST_ITERATIONS = 100_000;
	private static final int OWN_ITERATIONS = 10_000;
	private static final int SHORTEST_SALT = 8;
	private static final int LONGEST_SALT = 128;
	private static final int OWN_SALT = 16;
	private static final Map<ASN1ObjectIdentifier, String> DIGESTS = Map.of(NISTObjectIdentifiers.id_sha256, "SHA-256",
			NISTObjectIdentifiers.id_sha384, "SHA-384", NISTObjectIdentifiers.id_sha512, "SHA-512");
	private static final Map<ASN1ObjectIdentifier, String> MACS = Map.of(IANAObjectIdentifiers.hmacSHA1, "HmacSHA1",
			PKCSObjectIdentifiers.id_hmacWithSHA1, "HmacSHA1", PKCSObjectIdentifiers.id_hmacWithSHA256, "HmacSHA256",
			PKCSObjectIdentifiers.id_hmacWithSHA384, "HmacSHA384", PKCSObjectIdentifiers.id_hmacWithSHA512, "HmacSHA512");
	private static final SecureRandom RANDOM = new SecureRandom();

	private Pbm() {
	}

	static boolean is(AlgorithmIdentifier algorithm) {
		return CMPObjectIdentifiers.passwordBasedMac.equals(algorithm.getAlgorithm());
	}

	/** Parameters of our own choice, with a new salt. */
	static AlgorithmIdentifier fresh() {
		byte[] salt = new byte[OWN_SALT];
		RANDOM.nextBytes(salt);
		return new AlgorithmIdentifier(CMPObjectIdentifiers.passwordBasedMac,
				new PBMParameter(salt, new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), OWN_ITERATIONS,
						new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE)));
	}

	/** @throws CmpFault badAlg if the parameters are out of bounds or of unknown algorithms */
	static byte[] mac(AlgorithmIdentifier algorithm, Secret secret, Bytes data) {
		PBMParameter parameter = CmpMessage.reading("a PBM parameter",
				() -> PBMParameter.getInstance(algorithm.getParameters()));
		byte[] salt = CmpMessage.reading("a salt", () -> parameter.getSalt().getOctets());
		int iterations = CmpMessage.reading("an iteration count", () -> parameter.getIterationCount().intValueExact());
		if (salt.length < SHORTEST_SALT || salt.length > LONGEST_SALT) {
			throw new CmpFault(PKIFailureInfo.badAlg, "a salt of " + salt.length + " bytes");
		}
		if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
			throw new CmpFault(PKIFailureInfo.badAlg, iterations + " iterations");
		}
		String digest = known(DIGESTS, parameter.getOwf());
		String mac = known(MACS, parameter.getMac());
		try {
			MessageDigest owf = MessageDigest.getInstance(digest);
			byte[] key = secret.use(bytes -> {
				owf.update(bytes);
				return owf.digest(salt);
			});
			try {
				for (int i = 1; i < iterations; i++) {
					owf.update(key);
					owf.digest(key, 0, key.length);
				}
				Mac hmac = Mac.getInstance(mac);
				hmac.init(new SecretKeySpec(key, mac));
				return hmac.doFinal(data.toArray());
			} finally {
				Arrays.fill(key, (byte) 0);
			}
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has " + digest + " and " + mac, e);
		}
	}

	/** @throws CmpFault badMessageCheck if it was not made with this secret */
	static void verify(CmpMessage message, AlgorithmIdentifier algorithm, Secret secret) {
		byte[] wanted = mac(algorithm, secret, message.protectedPart());
		if (!MessageDigest.isEqual(wanted, message.protection())) {
			throw new CmpFault(PKIFailureInfo.badMessageCheck, "the MAC was not made with the shared secret");
		}
	}

	private static String known(Map<ASN1ObjectIdentifier, String> names, AlgorithmIdentifier algorithm) {
		return Optional.ofNullable(names.get(algorithm.getAlgorithm())).orElseThrow(
				() -> new CmpFault(PKIFailureInfo.badAlg, "algorithm " + algorithm.getAlgorithm().getId()));
	}
}
