package muhurdar.pki;

import java.security.Provider;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The one provider object of this process: handed over where it is needed, never registered. */
public final class BouncyCastle {

	private static final Provider PROVIDER = new BouncyCastleProvider();

	private BouncyCastle() {
	}

	public static Provider provider() {
		return PROVIDER;
	}
}
