package muhurdar.ca.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

import muhurdar.domain.Bytes;

/** OCSP over HTTP (RFC 6960 appendix A, RFC 5019 §5 and §6). */
final class OcspDoor {

	/** Bytes; a longer request is none. */
	private static final int LONGEST = 1 << 14;
	/** Caches on the way keep nothing for longer: well within the hour in which a change is to be known. */
	private static final Duration CACHED = Duration.ofMinutes(10);

	private final String path;
	private final OcspResponder responder;

	/** @param path with a slash at its end: what follows it in a GET is the request */
	OcspDoor(String path, OcspResponder responder) {
		this.path = path;
		this.responder = responder;
	}

	void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			switch (exchange.getRequestMethod()) {
			case "POST" -> send(exchange, responder.answer(body(exchange)));
			case "GET" -> {
				OcspResponder.Reply reply = responder.answer(below(exchange.getRequestURI().getPath()));
				OcspReady.Answer ready = reply.ready();
				if (ready == null) {
					exchange.getResponseHeaders().set("Cache-Control", "no-store");
				} else {
					cached(exchange.getResponseHeaders(), ready);
				}
				send(exchange, reply);
			}
			default -> exchange.sendResponseHeaders(405, -1);
			}
		}
	}

	private static Bytes body(HttpExchange exchange) throws IOException {
		try (InputStream in = exchange.getRequestBody()) {
			byte[] body = in.readNBytes(LONGEST + 1);
			return body.length > LONGEST ? Bytes.of() : Bytes.of(body);
		}
	}

	/** Nothing, which is no request, if it is not Base64. */
	private Bytes below(String asked) {
		try {
			return asked.startsWith(path) ? Bytes.of(Base64.getDecoder().decode(asked.substring(path.length()))) : Bytes.of();
		} catch (IllegalArgumentException e) {
			return Bytes.of();
		}
	}

	private static void cached(Headers headers, OcspReady.Answer answer) {
		long rest = Duration.between(Instant.now(), answer.nextUpdate()).toSeconds();
		headers.set("Last-Modified", date(answer.thisUpdate()));
		headers.set("Expires", date(answer.nextUpdate()));
		headers.set("ETag", '"' + hash(answer.der()) + '"');
		headers.set("Cache-Control", "max-age=" + Math.max(0, Math.min(rest, CACHED.toSeconds()))
				+ ", public, no-transform, must-revalidate");
	}

	private static String date(Instant at) {
		return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)).replace("+0000", "GMT");
	}

	private static String hash(byte[] der) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("no SHA-256 in this Java", e);
		}
	}

	private static void send(HttpExchange exchange, OcspResponder.Reply reply) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/ocsp-response");
		exchange.sendResponseHeaders(200, reply.der().length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(reply.der());
		}
	}
}
