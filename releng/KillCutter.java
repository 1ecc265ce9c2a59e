import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between the product and its database server, and loses connections when it is told. For releng/bench kill. */
final class KillCutter implements AutoCloseable {

	/** When the next COMMIT comes by: it is lost, or it arrives and its answer is lost. */
	enum AtCommit {
		LOST, ANSWER_LOST
	}

	private static final String COMMIT = "COMMIT";

	private final int serverPort;
	private final ServerSocket door;
	private final Set<Line> lines = ConcurrentHashMap.newKeySet();
	private final AtomicReference<AtCommit> atCommit = new AtomicReference<>();
	private volatile boolean refusing;
	private volatile boolean swallowing;

	KillCutter(int serverPort) throws IOException {
		this.serverPort = serverPort;
		door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
		Thread.ofPlatform().daemon().name("cutter").start(this::accept);
	}

	int port() {
		return door.getLocalPort();
	}

	/** @return how many connections that were */
	int cut() {
		Set<Line> all = Set.copyOf(lines);
		all.forEach(Line::cut);
		return all.size();
	}

	void atNextCommit(AtCommit what) {
		atCommit.set(what);
	}

	/** No new connections, and those that are there are cut. */
	void refuse(boolean on) {
		refusing = on;
		if (on) {
			cut();
		}
	}

	/** What either side says is thrown away, and neither hears of it. */
	void swallow(boolean on) {
		swallowing = on;
		if (!on) {
			cut(); // what was thrown away cannot be said again
		}
	}

	private void accept() {
		while (!door.isClosed()) {
			try {
				Socket client = door.accept();
				if (refusing) {
					client.close();
					continue;
				}
				Socket server = server(client);
				if (server != null) {
					Line line = new Line(client, server);
					lines.add(line);
					Thread.ofPlatform().daemon().start(() -> line.pump(client, server, true));
					Thread.ofPlatform().daemon().start(() -> line.pump(server, client, false));
				}
			} catch (IOException e) {
				if (!door.isClosed()) {
					throw new IllegalStateException(e);
				}
			}
		}
	}

	/** Null if the server is down: the client is sent away. */
	private Socket server(Socket client) throws IOException {
		try {
			return new Socket(InetAddress.getLoopbackAddress(), serverPort);
		} catch (IOException down) {
			client.close();
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		door.close();
		cut();
	}

	private final class Line {

		private final Socket client;
		private final Socket server;
		private volatile boolean answerLost;

		Line(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void pump(Socket from, Socket to, boolean asks) {
			byte[] chunk = new byte[1 << 16];
			try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
				for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
					if (swallowing) {
						continue;
					}
					AtCommit trouble = asks && contains(chunk, length) ? atCommit.getAndSet(null) : null;
					if (trouble == AtCommit.LOST || !asks && answerLost) {
						return;
					}
					answerLost |= trouble == AtCommit.ANSWER_LOST;
					out.write(chunk, 0, length);
				}
			} catch (IOException e) {
				// cut here, or ended by one of the two
			} finally {
				cut();
			}
		}

		private static boolean contains(byte[] chunk, int length) {
			return new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains(COMMIT);
		}

		void cut() {
			lines.remove(this);
			for (Socket socket : new Socket[] { client, server }) {
				try {
					socket.setSoLinger(true, 0); // not a polite end
					socket.close();
				} catch (IOException e) {
					// it is closed
				}
			}
		}
	}
}
