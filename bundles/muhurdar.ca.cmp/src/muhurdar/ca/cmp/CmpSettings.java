package muhurdar.ca.cmp;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.x500.X500Name;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CaFault;
import muhurdar.ca.cmp.CmpCa.Agreement;
import muhurdar.ca.cmp.CmpCa.Request;
import muhurdar.ca.cmp.Transaction.Terms;
import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;
import muhurdar.pki.KeyFile;
import muhurdar.pki.PkiFault;

/** The settings of a CA that is asked by CMP. Files are PEM or DER unless said otherwise. */
final class CmpSettings {

	/** {@code http://} or {@code https://}, with the path. */
	static final Setting<String> URL = Setting.text("ca.cmp.url", "");
	/** The CA's certificates, issuing one first, root last; also trusted to sign answers. */
	static final Setting<String> CHAIN = Setting.text("ca.cmp.chain.file", "");
	/** More certificates that may sign answers, or whose descendants marked cmcCA or cmcRA may; empty: none. */
	static final Setting<String> TRUST = Setting.text("ca.cmp.trust.file", "");
	/** Where the CA's CRL is published. */
	static final Setting<String> CRL = Setting.text("ca.cmp.crl.url", "");
	/** The RA's key and certificate, PKCS#12, its password under {@code cmp}; empty: the shared secret protects. */
	static final Setting<String> KEY = Setting.text("ca.cmp.key.file", "");
	/** Names the shared secret to the CA. */
	static final Setting<String> REFERENCE = Setting.text("ca.cmp.reference", "");
	/** The secret, readable by its owner only; a line break at its end does not count. */
	static final Setting<String> SECRET = Setting.text("ca.cmp.secret.file", "");
	static final Setting<String> REQUEST = Setting.choice("ca.cmp.request", "ir", "cr", "p10cr");
	static final Setting<Boolean> IMPLICIT_CONFIRM = Setting.flag("ca.cmp.implicit.confirm", false);
	/** The CA answers a request that comes twice as it did first. */
	static final Setting<Boolean> KEEPS_TRANSACTIONS = Setting.flag("ca.cmp.keeps.transactions", false);
	/** How far the CA's clock may be from ours. */
	static final Setting<Integer> SKEW = Setting.number("ca.cmp.skew.seconds", 300, "s");
	/** Roots of the server's TLS certificate; empty: those of Java. */
	static final Setting<String> TLS_TRUST = Setting.text("ca.cmp.tls.trust.file", "");

	/** A list larger than this is not one of ours. */
	private static final int LARGEST_CRL = 64 << 20;

	private CmpSettings() {
	}

	/** @throws CaFault UNAVAILABLE if something is missing or cannot be read */
	static CmpCa connect(Settings settings, DataFolder data, KeyStorePasswords passwords, Clock clock) {
		try {
			Duration patience = Duration.ofSeconds(settings.get(Settings.CA_TIMEOUT));
			Trust chain = Trust.of(file(settings, CHAIN));
			Trust trust = settings.get(TRUST).isEmpty() ? chain : chain.and(Trust.of(file(settings, TRUST)));
			X500Name recipient = Trust.subject(chain.anchors().getFirst());
			Peer peer = new Peer(protection(settings, passwords), recipient, trust, clock,
					Duration.ofSeconds(settings.get(SKEW)));
			HttpLine line = HttpLine.to(URI.create(given(settings, URL)),
					settings.get(TLS_TRUST).isEmpty() ? List.of() : Trust.of(file(settings, TLS_TRUST)).anchors());
			URI crl = URI.create(given(settings, CRL));
			return new CmpCa(new Agreement(
					new Terms(line, peer, new Journal(data), settings.get(KEEPS_TRANSACTIONS), patience, Thread::sleep),
					chain.certificates(), Request.of(settings.get(REQUEST)), settings.get(IMPLICIT_CONFIRM),
					settings.get(Settings.STORE_URL).isEmpty(), () -> download(crl, patience), crl));
		} catch (IOException | IllegalArgumentException | PkiFault | CmpFault e) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "the settings of the CMP connector cannot be used: " + e.getMessage(), e);
		}
	}

	private static Protection protection(Settings settings, KeyStorePasswords passwords) throws IOException {
		if (settings.get(KEY).isEmpty()) {
			return new Protection.Shared(given(settings, REFERENCE), secret(file(settings, SECRET)));
		}
		return Protection.Signed.with(key(file(settings, KEY), passwords, "cmp"));
	}

	/** The only key of a PKCS#12 file. */
	static KeyFile.Entry key(Path file, KeyStorePasswords passwords, String name) throws IOException {
		try (Secret password = passwords.password(name)) {
			Map<String, KeyFile.Entry> entries = KeyFile.read(file, password);
			if (entries.size() != 1) {
				throw new IOException(entries.size() + " keys instead of one: " + file);
			}
			return entries.values().iterator().next();
		}
	}

	/** A shared secret, which nobody but its owner may read. */
	static Secret secret(Path file) throws IOException {
		if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
				&& Files.getPosixFilePermissions(file).stream().anyMatch(CmpSettings::others)) {
			throw new IOException("others than its owner may read " + file);
		}
		byte[] content = Files.readAllBytes(file);
		int length = content.length;
		while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
			length--;
		}
		int own = length;
		try {
			if (own == 0) {
				throw new IOException("no secret: " + file);
			}
			return Secret.of(own, memory -> memory.put(content, 0, own));
		} finally {
			java.util.Arrays.fill(content, (byte) 0);
		}
	}

	private static boolean others(PosixFilePermission permission) {
		return !permission.name().startsWith("OWNER");
	}

	static Path file(Settings settings, Setting<String> setting) throws IOException {
		return Path.of(given(settings, setting));
	}

	static String given(Settings settings, Setting<String> setting) throws IOException {
		String text = settings.get(setting);
		if (text.isEmpty()) {
			throw new IOException("the setting " + setting.key() + " is missing");
		}
		return text;
	}

	private static Bytes download(URI location, Duration patience) {
		try {
			URLConnection connection = location.toURL().openConnection();
			connection.setUseCaches(false);
			connection.setConnectTimeout((int) patience.toMillis());
			connection.setReadTimeout((int) patience.toMillis());
			try (InputStream in = connection.getInputStream()) {
				byte[] content = in.readNBytes(LARGEST_CRL + 1);
				if (content.length > LARGEST_CRL) {
					throw new IOException("a list larger than " + LARGEST_CRL + " bytes");
				}
				return Bytes.of(content);
			}
		} catch (IOException | IllegalArgumentException e) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "CRL cannot be fetched from " + location, e);
		}
	}
}
