package muhurdar.ca.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.domain.Bytes;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Csr;
import muhurdar.pki.OcspAnswer;
import muhurdar.pki.OcspRequest;
import muhurdar.pki.OcspRequest.CertId;
import muhurdar.pki.Subject;

/**
 * OCSP answers per second over HTTP: our responder in a process of its own against {@code openssl ocsp}, an RSA-2048
 * responder on both sides, the same clients: four, each request on a connection of its own, as openssl's server wants it.
 *
 * <p>CA-PORT of a CaProcess, PORT of openssl, its CA certificate (DER), its certificate's serial number (hexadecimal)
 */
public final class OcspBench {

	private static final int CLIENTS = 4;
	private static final int WARM_SECONDS = 8;
	private static final int SECONDS = 5;
	private static final int ROUNDS = 3;

	private record Side(String name, URI place, CertificateInfo issuer, CertId about) {

		/** The whole HTTP request. */
		byte[] request(boolean nonce) throws IOException {
			byte[] body = new OcspRequest(List.of(about),
					nonce ? Optional.of(Bytes.ofHex(UUID.randomUUID().toString().replace("-", ""))) : Optional.empty()).encoded()
					.toArray();
			var out = new ByteArrayOutputStream();
			out.write(("POST " + (place.getPath().isEmpty() ? "/" : place.getPath()) + " HTTP/1.0\r\nHost: 127.0.0.1\r\n"
					+ "Content-Type: application/ocsp-request\r\nContent-Length: " + body.length + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			out.write(body);
			return out.toByteArray();
		}

		byte[] ask(byte[] request) throws IOException {
			try (Socket socket = new Socket("127.0.0.1", place.getPort())) {
				socket.setTcpNoDelay(true);
				socket.setSoTimeout(10_000);
				socket.getOutputStream().write(request);
				InputStream in = socket.getInputStream();
				byte[] answer = in.readAllBytes();
				for (int i = 0; i + 3 < answer.length; i++) {
					if (answer[i] == '\r' && answer[i + 1] == '\n' && answer[i + 2] == '\r' && answer[i + 3] == '\n') {
						return Arrays.copyOfRange(answer, i + 4, answer.length);
					}
				}
				throw new IOException(name + " answers nothing");
			}
		}

		/** An answer that is none would be counted as a fast one. */
		void check(boolean nonce) throws IOException {
			OcspAnswer.read(Bytes.of(ask(request(nonce))), issuer, about, Optional.empty(), Instant.now());
		}

		double perSecond(boolean nonce, int seconds) throws Exception {
			check(nonce);
			byte[] request = request(nonce);
			var done = new LongAdder();
			var end = new AtomicBoolean();
			List<Thread> clients = new ArrayList<>();
			long begin = System.nanoTime();
			for (int i = 0; i < CLIENTS; i++) {
				clients.add(Thread.ofPlatform().start(() -> {
					while (!end.get()) {
						try {
							if (ask(request).length < 300) {
								throw new IOException(name + " refuses");
							}
							done.increment();
						} catch (IOException e) {
							throw new UncheckedIOException(e);
						}
					}
				}));
			}
			Thread.sleep(seconds * 1000L);
			end.set(true);
			for (Thread client : clients) {
				client.join();
			}
			return done.sum() * 1e9 / (System.nanoTime() - begin);
		}
	}

	public static void main(String[] arguments) throws Exception {
		Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> {
			fault.printStackTrace();
			System.exit(1);
		});
		RemoteCa ca = new RemoteCa("127.0.0.1:" + arguments[0], () -> Duration.ofSeconds(30));
		String serialNumber = ca.issue(request()).serialNumber();
		CertificateInfo issuer = CertificateInfo.read(ca.chain().getFirst());
		Side ours = new Side("ours", ca.ocspLocation().orElseThrow(), issuer, CertId.of(issuer, serialNumber));
		CertificateInfo theirIssuer = CertificateInfo.read(Bytes.of(Files.readAllBytes(Path.of(arguments[2]))));
		Side theirs = new Side("openssl", URI.create("http://127.0.0.1:" + arguments[1]), theirIssuer,
				CertId.of(theirIssuer, arguments[3]));
		for (boolean nonce : new boolean[] { false, true }) {
			String name = nonce ? "ocsp.live" : "ocsp";
			ours.perSecond(nonce, WARM_SECONDS);
			theirs.perSecond(nonce, 2);
			double[] ratios = new double[ROUNDS];
			for (int i = 0; i < ROUNDS; i++) {
				double mine = ours.perSecond(nonce, SECONDS);
				double other = theirs.perSecond(nonce, SECONDS);
				System.out.printf("%s.ours: %.0f /s%n%s.openssl: %.0f /s%n", name, mine, name, other);
				ratios[i] = mine / other;
			}
			Arrays.sort(ratios);
			System.out.printf("%s.ratio: %.2f%n", name, ratios[ROUNDS / 2]);
		}
	}

	private static IssueRequest request() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(256);
		KeyPair pair = generator.generateKeyPair();
		Csr csr = Csr.build(Bytes.of(pair.getPublic().getEncoded()), new Subject("Kart", "Sahibi", "10000000146"), tbs -> {
			try {
				Signature signature = Signature.getInstance("SHA256withECDSA");
				signature.initSign(pair.getPrivate());
				signature.update(tbs.toArray());
				return Bytes.of(signature.sign());
			} catch (java.security.GeneralSecurityException e) {
				throw new IllegalStateException(e);
			}
		});
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		return new IssueRequest(UUID.randomUUID(), csr.der(), "Kart", "Sahibi", "10000000146", now,
				now.plus(Duration.ofDays(1000)), false);
	}
}
