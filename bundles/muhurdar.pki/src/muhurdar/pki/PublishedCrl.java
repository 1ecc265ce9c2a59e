package muhurdar.pki;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;

import muhurdar.domain.Bytes;

/** Fetches a CRL the way everybody does: from its distribution point. */
public final class PublishedCrl {

	/** A list larger than this is not one of ours. */
	private static final int LARGEST = 64 << 20;

	private PublishedCrl() {
	}

	/**
	 * Fetches and reads a CRL, past every cache. Blocks on the network, connecting and reading at most {@code timeout}
	 * each.
	 *
	 * @throws PkiFault if it cannot be fetched or read, or was not signed by this issuer
	 */
	public static Crl fetch(URI location, CertificateInfo issuer, Duration timeout) {
		Crl crl = Crl.read(download(location, timeout));
		if (!crl.signedBy(issuer)) {
			throw new PkiFault("CRL at " + location + " was not signed by its issuer");
		}
		return crl;
	}

	private static Bytes download(URI location, Duration timeout) {
		try {
			URLConnection connection = location.toURL().openConnection();
			connection.setUseCaches(false);
			connection.setConnectTimeout((int) timeout.toMillis());
			connection.setReadTimeout((int) timeout.toMillis());
			try (InputStream in = connection.getInputStream()) {
				byte[] content = in.readNBytes(LARGEST + 1);
				if (content.length > LARGEST) {
					throw new PkiFault("CRL at " + location + " is larger than " + LARGEST + " bytes");
				}
				return Bytes.of(content);
			}
		} catch (IOException | IllegalArgumentException e) {
			throw new PkiFault("CRL cannot be fetched from " + location, e);
		}
	}
}
