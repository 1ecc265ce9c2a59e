package muhurdar.ca.embedded;

import java.net.URI;

/** Where the CA's public files can be fetched. They stand in certificates and stay the same for ever. */
record Locations(int port) {

	static final String CRL = "muhurdar-test.crl";
	static final String DELTA_CRL = "muhurdar-test-delta.crl";
	static final String ROOT_CRL = "muhurdar-test-root.crl";
	static final String CERTIFICATE = "muhurdar-test.cer";
	static final String ROOT_CERTIFICATE = "muhurdar-test-root.cer";

	/** The OCSP responder. */
	static final String OCSP = "ocsp";

	URI of(String file) {
		return URI.create("http://127.0.0.1:" + port + "/" + file);
	}
}
