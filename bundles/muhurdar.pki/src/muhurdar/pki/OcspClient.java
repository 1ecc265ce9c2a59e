package muhurdar.pki;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import muhurdar.domain.Bytes;
import muhurdar.pki.OcspRequest.CertId;

/** Asks an OCSP responder over HTTP (RFC 6960, appendix A) the way everybody can, with a nonce. */
public final class OcspClient {

	/** An answer longer than this is none to our question. */
	private static final int LARGEST = 64 << 10;
	/** Bytes (RFC 9654 §2.1). */
	private static final int NONCE = 32;
	private static final SecureRandom RANDOM = new SecureRandom();

	private OcspClient() {
	}

	/**
	 * Asks for the status of one certificate now. Blocks on the network, connecting and reading at most {@code timeout}
	 * each.
	 *
	 * @param serialNumber as {@link CertificateInfo#serialText} writes it
	 * @throws PkiFault if there is no answer, or none that may be believed: see {@link OcspAnswer#read}
	 */
	public static OcspAnswer ask(URI location, CertificateInfo issuer, String serialNumber, Duration timeout, Clock clock) {
		byte[] nonce = new byte[NONCE];
		RANDOM.nextBytes(nonce);
		var request = new OcspRequest(List.of(CertId.of(issuer, serialNumber)), Optional.of(Bytes.of(nonce)));
		return OcspAnswer.read(send(location, request.encoded(), timeout), issuer, request.asked().getFirst(),
				request.nonce(), clock.instant());
	}

	private static Bytes send(URI location, Bytes request, Duration timeout) {
		try {
			if (!(location.toURL().openConnection() instanceof HttpURLConnection connection)) {
				throw new PkiFault("no OCSP responder by HTTP: " + location);
			}
			connection.setUseCaches(false);
			connection.setConnectTimeout((int) timeout.toMillis());
			connection.setReadTimeout((int) timeout.toMillis());
			connection.setDoOutput(true);
			connection.setRequestProperty("Content-Type", "application/ocsp-request");
			try (OutputStream out = connection.getOutputStream()) {
				out.write(request.toArray());
			}
			try (InputStream in = connection.getInputStream()) {
				byte[] content = in.readNBytes(LARGEST + 1);
				if (content.length > LARGEST) {
					throw new PkiFault("OCSP response is larger than " + LARGEST + " bytes");
				}
				return Bytes.of(content);
			}
		} catch (IOException | IllegalArgumentException e) {
			throw new PkiFault("OCSP responder at " + location + " cannot be asked", e);
		}
	}
}
