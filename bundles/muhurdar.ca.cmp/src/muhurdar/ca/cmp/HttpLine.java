package muhurdar.ca.cmp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * CMP over HTTP and HTTPS (RFC 9811). Each transaction begins with a new connection: one that was kept could be dead, and
 * then nobody would know whether the message arrived. Java's client sends a POST once.
 */
record HttpLine(URI location, @Nullable SSLContext tls) implements Line {

	static final String TYPE = "application/pkixcmp";
	/** Of an answer. */
	static final int LARGEST = 64 * 1024;

	/** With these TLS roots alone; without any, with those of Java. */
	static HttpLine to(URI location, List<X509Certificate> roots) {
		return new HttpLine(location, roots.isEmpty() ? null : context(roots));
	}

	private static SSLContext context(List<X509Certificate> roots) {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			for (X509Certificate root : roots) {
				store.setCertificateEntry(Integer.toString(store.size()), root);
			}
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(store);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, factory.getTrustManagers(), null);
			return context;
		} catch (GeneralSecurityException | IOException e) {
			throw new IllegalStateException("TLS roots cannot be used", e);
		}
	}

	@Override
	public Connection connect() {
		SSLContext context = tls;
		HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
		return new Http(location, (context == null ? builder : builder.sslContext(context)).build());
	}

	private record Http(URI location, HttpClient client) implements Connection {

		@Override
		public byte[] exchange(byte[] message, Duration patience) throws IOException {
			HttpRequest request = HttpRequest.newBuilder(location).timeout(patience).header("Content-Type", TYPE)
					.header("Accept", TYPE).POST(BodyPublishers.ofByteArray(message)).build();
			try {
				return content(client.sendAsync(request, head -> new Limited()).get(patience.toMillis(), TimeUnit.MILLISECONDS));
			} catch (ExecutionException e) {
				throw fault(e.getCause());
			} catch (TimeoutException e) {
				throw new IOException("no answer within " + patience, e);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new InterruptedIOException("interrupted");
			}
		}

		@Override
		public void close() {
			client.shutdownNow();
		}
	}

	private static byte[] content(HttpResponse<byte[]> response) throws IOException {
		String type = response.headers().firstValue("Content-Type").orElse("");
		if (!type.split(";")[0].strip().equalsIgnoreCase(TYPE)) {
			throw new IOException("HTTP status " + response.statusCode() + " and content of type " + type);
		}
		return response.body();
	}

	/** Before the handshake is over, nothing of the message leaves. */
	private static IOException fault(@Nullable Throwable cause) {
		for (Throwable each = cause; each != null; each = each.getCause()) {
			if (each instanceof ConnectException || each instanceof UnresolvedAddressException
					|| each instanceof java.net.http.HttpConnectTimeoutException || each instanceof SSLHandshakeException) {
				return new NotSent(each);
			}
		}
		return cause instanceof IOException io ? io : new IOException(cause);
	}

	/** A body that is no longer than agreed. */
	@NonNullByDefault({})
	private static final class Limited implements BodySubscriber<byte[]> {

		private final CompletableFuture<byte[]> body = new CompletableFuture<>();
		private final ByteArrayOutputStream read = new ByteArrayOutputStream();
		private @Nullable Subscription subscription;

		@Override
		public CompletionStage<byte[]> getBody() {
			return body;
		}

		@Override
		public void onSubscribe(Subscription subscribed) {
			subscription = subscribed;
			subscribed.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(List<ByteBuffer> parts) {
			for (ByteBuffer part : parts) {
				if (read.size() + part.remaining() > LARGEST) {
					body.completeExceptionally(new IOException("an answer longer than " + LARGEST + " bytes"));
					Subscription open = subscription;
					if (open != null) {
						open.cancel();
					}
					return;
				}
				byte[] bytes = new byte[part.remaining()];
				part.get(bytes);
				read.write(bytes, 0, bytes.length);
			}
		}

		@Override
		public void onError(Throwable fault) {
			body.completeExceptionally(fault);
		}

		@Override
		public void onComplete() {
			body.complete(read.toByteArray());
		}
	}
}
