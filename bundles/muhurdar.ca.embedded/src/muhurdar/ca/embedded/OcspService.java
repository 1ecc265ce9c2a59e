package muhurdar.ca.embedded;

import java.io.IOException;
import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.KeyStorePasswords;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.KeyFile;
import muhurdar.pki.PkiFault;

/** The OCSP responder while the CA's folder is open, with a key that is made anew in time. */
final class OcspService implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(OcspService.class);

	private final CaFolder folder;
	private final KeyStorePasswords passwords;
	private final KeyType type;
	private final CertificateInfo issuerCertificate;
	private final Profile.Issuer issuer;
	private final Clock clock;
	private final OcspResponder responder;
	private KeyFile.Entry key;

	/** @param type of the responder's key */
	OcspService(CaFolder folder, KeyStorePasswords passwords, KeyType type, CertificateInfo issuerCertificate,
			Profile.Issuer issuer, Standing.Source standings, Clock clock) throws IOException {
		this.folder = folder;
		this.passwords = passwords;
		this.type = type;
		this.issuerCertificate = issuerCertificate;
		this.issuer = issuer;
		this.clock = clock;
		key = key();
		responder = new OcspResponder(issuerCertificate, key, standings,
				new OcspReady(folder.file("ocsp.answers"), issuerCertificate), clock);
	}

	OcspResponder responder() {
		return responder;
	}

	/** Renews what ends: the responder's certificate, then answers. */
	void renewIfDue() {
		try {
			if (OcspKey.due(key, clock.instant())) {
				key = key();
				responder.use(key);
			}
		} catch (IOException | PkiFault e) {
			LOG.error("the OCSP responder gets no new certificate", e);
		}
		responder.renewIfDue();
	}

	private KeyFile.Entry key() throws IOException {
		try (Secret password = passwords.password("ocsp")) {
			return OcspKey.loadOrMake(folder.file("ocsp.p12"), password, type, issuerCertificate, issuer, clock.instant());
		}
	}

	@Override
	public void close() {
		responder.close();
	}
}
