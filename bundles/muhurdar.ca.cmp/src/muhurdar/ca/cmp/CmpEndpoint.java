package muhurdar.ca.cmp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.domain.Secret;
import muhurdar.pki.KeyFile;
import muhurdar.pki.PkiFault;
import muhurdar.pki.SafeFile;

/**
 * Lets others ask our CA by CMP over HTTP, or HTTPS (RFC 9811), if a setting says where. It signs with a key of its own,
 * whose certificate it puts into the data folder, for those who ask to trust.
 */
@Component(service = {}, immediate = true)
public final class CmpEndpoint {

	/** {@code HOST:PORT}; empty: nobody is served. */
	static final Setting<String> ADDRESS = Setting.text("ca.cmp.endpoint.address", "");
	/** CAs of the RAs that may ask, PEM. */
	static final Setting<String> RAS = Setting.text("ca.cmp.endpoint.ra.file", "");
	/** Names the secret that may be shared; empty: none is. */
	static final Setting<String> REFERENCE = Setting.text("ca.cmp.endpoint.reference", "");
	static final Setting<String> SECRET = Setting.text("ca.cmp.endpoint.secret.file", "");
	/** Key and certificate for HTTPS, PKCS#12, the password under {@code cmp-tls}; empty: HTTP. */
	static final Setting<String> TLS_KEY = Setting.text("ca.cmp.endpoint.tls.key.file", "");

	private static final Duration PATIENCE = Duration.ofSeconds(2);
	private static final int LARGEST = 64 * 1024;
	private static final int KEY_BITS = 3072;
	private static final int DAYS = 3650;
	private static final Logger LOG = LoggerFactory.getLogger(CmpEndpoint.class);

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
	private final @Nullable HttpServer http;

	@Activate
	public CmpEndpoint(@Reference Settings settings, @Reference DataFolder data, @Reference KeyStorePasswords passwords,
			@Reference Clock clock, @Reference CertificateAuthority ca) {
		http = settings.get(ADDRESS).isEmpty() ? null : started(settings, data, passwords, clock, ca);
	}

	/** One that cannot start leaves the workstation as it is. */
	private @Nullable HttpServer started(Settings settings, DataFolder data, KeyStorePasswords passwords, Clock clock,
			CertificateAuthority ca) {
		try {
			Protection.Signed ours = Protection.Signed.with(key(data, passwords, clock.instant()));
			Protection.Shared shared = settings.get(REFERENCE).isEmpty() ? null
					: new Protection.Shared(settings.get(REFERENCE), CmpSettings.secret(CmpSettings.file(settings, SECRET)));
			CmpServer server = new CmpServer(new CmpServer.Terms(ca, ours, shared,
					settings.get(RAS).isEmpty() ? Trust.of(List.of()) : Trust.of(CmpSettings.file(settings, RAS)), clock,
					Duration.ofSeconds(settings.get(CmpSettings.SKEW)), PATIENCE, settings.get(Settings.VALIDITY_YEARS)));
			HttpServer made = made(settings, passwords);
			made.createContext("/", exchange -> serve(exchange, server));
			made.setExecutor(threads);
			made.start();
			LOG.info("CMP is served at {}", made.getAddress());
			return made;
		} catch (IOException | GeneralSecurityException | IllegalArgumentException | PkiFault e) {
			LOG.error("CMP cannot be served at {}", settings.get(ADDRESS), e);
			return null;
		}
	}

	private static HttpServer made(Settings settings, KeyStorePasswords passwords)
			throws IOException, GeneralSecurityException {
		// read once by the JDK's server: without it each answer waits 40 ms for the reader's acknowledgement
		if (System.getProperty("sun.net.httpserver.nodelay") == null) {
			System.setProperty("sun.net.httpserver.nodelay", "true");
		}
		String address = settings.get(ADDRESS);
		int colon = address.lastIndexOf(':');
		if (colon < 0) {
			throw new IllegalArgumentException("not HOST:PORT: " + address);
		}
		var socket = new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
		if (settings.get(TLS_KEY).isEmpty()) {
			return HttpServer.create(socket, 0);
		}
		HttpsServer server = HttpsServer.create(socket, 0);
		server.setHttpsConfigurator(
				new HttpsConfigurator(context(CmpSettings.key(CmpSettings.file(settings, TLS_KEY), passwords, "cmp-tls"))));
		return server;
	}

	private static SSLContext context(KeyFile.Entry entry) throws IOException, GeneralSecurityException {
		char[] none = {};
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, none);
		store.setKeyEntry("tls", entry.key(), none, entry.chain().stream().map(Trust::x509).toArray(Certificate[]::new));
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(store, none);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(factory.getKeyManagers(), null, null);
		return context;
	}

	/** Made at the first start, with a certificate that it signs itself. */
	private static KeyFile.Entry key(DataFolder data, KeyStorePasswords passwords, Instant now)
			throws IOException, GeneralSecurityException {
		Path file = data.path("cmp", "endpoint.p12");
		if (!Files.exists(file)) {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(KEY_BITS);
			KeyFile.Entry made = KeyFile.Entry.selfSigned(generator.generateKeyPair(), "Mühürdar CMP TEST",
					now.truncatedTo(ChronoUnit.DAYS), now.plus(DAYS, ChronoUnit.DAYS));
			try (Secret password = passwords.password("cmp-endpoint")) {
				KeyFile.write(file, password, Map.of("cmp", made));
			}
		}
		KeyFile.Entry entry = CmpSettings.key(file, passwords, "cmp-endpoint");
		SafeFile.publish(data.path("cmp", "endpoint.pem"), pem(entry.chain().getFirst().toArray()));
		return entry;
	}

	private static byte[] pem(byte[] der) {
		return ("-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der)
				+ "\n-----END CERTIFICATE-----\n").getBytes(StandardCharsets.US_ASCII);
	}

	private static void serve(HttpExchange exchange, CmpServer server) throws IOException {
		try (exchange) {
			String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
			if (!exchange.getRequestMethod().equals("POST")) {
				exchange.sendResponseHeaders(405, -1);
			} else if (!type.split(";")[0].strip().equalsIgnoreCase(HttpLine.TYPE)) {
				exchange.sendResponseHeaders(415, -1);
			} else {
				answer(exchange, server, exchange.getRequestBody().readNBytes(LARGEST + 1));
			}
		}
	}

	private static void answer(HttpExchange exchange, CmpServer server, byte[] request) throws IOException {
		byte[] answer;
		try {
			answer = server.answer(request);
		} catch (CmpFault e) {
			LOG.info("{} sent no CMP message: {}", exchange.getRemoteAddress(), e.getMessage());
			exchange.sendResponseHeaders(400, -1);
			return;
		} catch (RuntimeException e) {
			LOG.error("a CMP message of {} could not be answered", exchange.getRemoteAddress(), e);
			exchange.sendResponseHeaders(500, -1);
			return;
		}
		exchange.getResponseHeaders().set("Content-Type", HttpLine.TYPE);
		exchange.sendResponseHeaders(200, answer.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(answer);
		}
	}

	/** The port that is listened at, 0 if none. */
	int port() {
		HttpServer open = http;
		return open == null ? 0 : open.getAddress().getPort();
	}

	@Deactivate
	public void close() {
		HttpServer open = http;
		if (open != null) {
			open.stop(0);
		}
		threads.shutdownNow();
	}
}
