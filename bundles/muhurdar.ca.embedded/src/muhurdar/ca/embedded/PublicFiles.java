package muhurdar.ca.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.eclipse.jdt.annotation.Nullable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Serves CRLs, CA certificates and OCSP over HTTP on the loopback address. */
final class PublicFiles implements AutoCloseable {

	private record Content(String type, Path file) {
	}

	private final Map<String, Content> contents = new ConcurrentHashMap<>();
	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
	private final HttpServer server;
	private @Nullable OcspResponder ocsp;

	/**
	 * Listens at once.
	 *
	 * @param port 0 for a free one
	 * @throws IOException if the port is taken
	 */
	PublicFiles(int port) throws IOException {
		// read once by the JDK's server: without it each answer waits 40 ms for the reader's acknowledgement
		if (System.getProperty("sun.net.httpserver.nodelay") == null) {
			System.setProperty("sun.net.httpserver.nodelay", "true");
		}
		server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
		server.createContext("/", this::answer);
		server.setExecutor(threads);
		server.start();
	}

	int port() {
		return server.getAddress().getPort();
	}

	/** From now on readers get this file, as it is when they ask. */
	void put(Path file, String type) {
		contents.put("/" + file.getFileName(), new Content(type, file));
	}

	/** From now on this is who answers OCSP requests, by POST at the path and by GET below it. */
	synchronized void put(String path, OcspResponder responder) {
		if (ocsp != responder) {
			ocsp = responder;
			server.createContext("/" + path, new OcspDoor("/" + path + "/", responder)::handle);
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String method = exchange.getRequestMethod();
			var content = Optional.ofNullable(contents.get(exchange.getRequestURI().getPath()));
			if (!method.equals("GET") && !method.equals("HEAD")) {
				exchange.sendResponseHeaders(405, -1);
			} else if (content.isEmpty()) {
				exchange.sendResponseHeaders(404, -1);
			} else {
				exchange.getResponseHeaders().set("Content-Type", content.get().type());
				send(exchange, content.get().file(), method.equals("HEAD"));
			}
		}
	}

	private static void send(HttpExchange exchange, Path file, boolean headOnly) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) { // another one may be put in its place meanwhile
			if (headOnly) {
				exchange.getResponseHeaders().set("Content-Length", Long.toString(channel.size()));
				exchange.sendResponseHeaders(200, -1);
				return;
			}
			exchange.sendResponseHeaders(200, channel.size());
			try (OutputStream out = exchange.getResponseBody()) {
				Channels.newInputStream(channel).transferTo(out);
			}
		}
	}

	@Override
	public void close() {
		server.stop(0);
		threads.shutdownNow();
	}
}
