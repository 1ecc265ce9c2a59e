package muhurdar.simulators;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.KeyType;

/** Key pairs made beforehand, so that simulated key generation costs simulated time and no computing. Thread-safe. */
final class KeyPool {

	private final Map<KeyType, Queue<KeyPair>> ready = new EnumMap<>(KeyType.class);

	KeyPool() {
		for (KeyType type : KeyType.values()) {
			ready.put(type, new ConcurrentLinkedQueue<>());
		}
	}

	/** Returns when {@code n} more are there. */
	void prepare(KeyType type, int n) {
		Queue<KeyPair> queue = ready.get(type);
		IntStream.range(0, n).parallel().forEach(i -> queue.add(make(type)));
	}

	/** One from the pool; made at once when the pool is empty. Never the same one again. */
	KeyPair take(KeyType type) {
		@Nullable KeyPair pair = ready.get(type).poll();
		return pair != null ? pair : make(type);
	}

	private static KeyPair make(KeyType type) {
		AlgorithmParameterSpec parameters = switch (type) {
		case RSA_2048 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
		case EC_P256 -> new ECGenParameterSpec("secp256r1");
		case EC_P384 -> new ECGenParameterSpec("secp384r1");
		};
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(type == KeyType.RSA_2048 ? "RSA" : "EC");
			generator.initialize(parameters);
			return generator.generateKeyPair();
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	static PublicKey publicKey(byte[] encoded, boolean rsa) throws GeneralSecurityException {
		return KeyFactory.getInstance(rsa ? "RSA" : "EC").generatePublic(new X509EncodedKeySpec(encoded));
	}
}
