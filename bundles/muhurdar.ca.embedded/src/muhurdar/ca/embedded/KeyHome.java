package muhurdar.ca.embedded;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;

import muhurdar.domain.Bytes;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.PkiFault;
import muhurdar.pki.SigningKey;

/** Where the keys of a CA are made and lie. */
interface KeyHome {

	/** What kind of keys a new CA gets. The national rule for a CA's own key: RSA-PSS of at least 4096 bits, or EC of 256. */
	enum Kind {
		EC_P384, RSA_4096_PSS
	}

	/** A key with its certificate, which comes first, and those above it, DER. */
	record Entry(SigningKey key, List<Bytes> chain) {

		public Entry {
			chain = List.copyOf(chain);
		}

		CertificateInfo certificate() {
			return CertificateInfo.read(chain.getFirst());
		}

		@Override
		public String toString() {
			return "key of " + certificate();
		}
	}

	/** True if keys were kept here. */
	boolean filled() throws IOException;

	/** A new key pair, not kept yet. */
	KeyPair make(Kind kind);

	/** Who signs with a key that was made here. */
	SigningKey signing(KeyPair pair);

	/** Keeps them under their names, all or nothing. */
	void keep(Map<String, Entry> entries) throws IOException;

	/**
	 * What was kept here, by its name.
	 *
	 * @throws PkiFault if password or PIN is wrong
	 */
	Map<String, Entry> read() throws IOException;
}
