package muhurdar.simulators;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;

/**
 * Words over TCP between {@link RemoteDesk} and {@link DeskServer}: one line each way, words parted by tabs. An answer
 * begins with OK, FAULT (then a {@link Kind}) or ERROR.
 */
final class DeskLine implements AutoCloseable {

	private static final int CONNECT_MILLIS = 3000;

	private final Socket socket;
	private final BufferedReader in;
	private final BufferedWriter out;

	DeskLine(Socket socket) throws IOException {
		this.socket = socket;
		socket.setTcpNoDelay(true);
		in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
		out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
	}

	static DeskLine to(String host, int port) throws IOException {
		Socket socket = new Socket();
		try {
			socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), CONNECT_MILLIS);
			return new DeskLine(socket);
		} catch (IOException e) {
			socket.close();
			throw e;
		}
	}

	/** What is answered after OK; no words if nothing is. */
	String[] ask(String... words) {
		String[] answer;
		try {
			say(words);
			answer = hear();
			if (answer.length == 0) {
				throw new EOFException();
			}
		} catch (IOException e) {
			throw new ReaderFault(Kind.SERVICE_GONE, "card process", e);
		}
		String[] rest = Arrays.copyOfRange(answer, 1, answer.length);
		return switch (answer[0]) {
		case "OK" -> rest;
		case "FAULT" -> throw new ReaderFault(Kind.valueOf(rest[0]), rest[1]);
		default -> throw new IllegalStateException(String.join(" ", rest));
		};
	}

	void say(String... words) throws IOException {
		out.write(String.join("\t", words));
		out.write('\n');
		out.flush();
	}

	/** No words at all when the other side has ended the line. */
	String[] hear() throws IOException {
		@Nullable String line = in.readLine();
		return line == null ? new String[0] : line.split("\t", -1);
	}

	@Override
	public void close() {
		try {
			socket.close();
		} catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}
}
