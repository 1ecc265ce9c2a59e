package muhurdar.simulators;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.domain.Bytes;

/**
 * Words over TCP between {@link RemoteDesk} and {@link DeskServer}: one line each way, words parted by tabs. An answer
 * begins with OK, FAULT (then a {@link Kind}) or ERROR.
 */
final class DeskLine implements AutoCloseable {

	private static final int CONNECT_MILLIS = 3000;

	private static final byte[] APDU = "APDU\t".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] OK = "OK\t".getBytes(StandardCharsets.US_ASCII);
	private static final String DIGITS = "0123456789abcdef";

	private final Socket socket;
	private final InputStream in;
	private final OutputStream out;
	/** The line that is being heard; wiped as soon as it is understood. */
	private byte[] heard = new byte[1024];
	private int length;

	DeskLine(Socket socket) throws IOException {
		this.socket = socket;
		socket.setTcpNoDelay(true);
		in = socket.getInputStream();
		out = socket.getOutputStream();
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
		return understood(answer);
	}

	private static String[] understood(String... answer) {
		String[] rest = Arrays.copyOfRange(answer, 1, answer.length);
		return switch (answer[0]) {
		case "OK" -> rest;
		case "FAULT" -> throw new ReaderFault(Kind.valueOf(rest[0]), rest[1]);
		default -> throw new IllegalStateException(String.join(" ", rest));
		};
	}

	/** A command to the card that is held, which may be a PIN: the copy made here is wiped before the card is waited for. */
	byte[] exchange(ByteBuffer command) {
		try {
			sayApdu(command);
			if (!listen()) {
				throw new EOFException();
			}
			return length > OK.length && Arrays.equals(heard, 0, OK.length, OK, 0, OK.length) ? answer()
					: Bytes.ofHex(understood(words())[0]).toArray();
		} catch (IOException e) {
			throw new ReaderFault(Kind.SERVICE_GONE, "card process", e);
		} finally {
			forget();
		}
	}

	private void sayApdu(ByteBuffer command) throws IOException {
		byte[] line = new byte[APDU.length + 2 * command.limit() + 1];
		try {
			System.arraycopy(APDU, 0, line, 0, APDU.length);
			for (int i = 0; i < command.limit(); i++) {
				line[APDU.length + 2 * i] = (byte) DIGITS.charAt(command.get(i) >> 4 & 0xF);
				line[APDU.length + 2 * i + 1] = (byte) DIGITS.charAt(command.get(i) & 0xF);
			}
			line[line.length - 1] = '\n';
			out.write(line);
		} finally {
			Arrays.fill(line, (byte) 0);
		}
	}

	private byte[] answer() {
		byte[] answer = new byte[(length - OK.length) / 2];
		for (int i = 0; i < answer.length; i++) {
			int at = OK.length + 2 * i;
			answer[i] = (byte) (Character.digit(heard[at], 16) << 4 | Character.digit(heard[at + 1], 16));
		}
		return answer;
	}

	void say(String... words) throws IOException {
		out.write((String.join("\t", words) + "\n").getBytes(StandardCharsets.UTF_8));
	}

	/** No words at all when the other side has ended the line. */
	String[] hear() throws IOException {
		try {
			return listen() ? words() : new String[0];
		} finally {
			forget();
		}
	}

	private String[] words() {
		return new String(heard, 0, length, StandardCharsets.UTF_8).split("\t", -1);
	}

	/** Reads one line; there is never more than one under way. @return false at the end of the stream */
	private boolean listen() throws IOException {
		while (length == 0 || heard[length - 1] != '\n') {
			if (length == heard.length) {
				byte[] larger = Arrays.copyOf(heard, 2 * length);
				Arrays.fill(heard, (byte) 0);
				heard = larger;
			}
			int more = in.read(heard, length, heard.length - length);
			if (more < 0) {
				return false;
			}
			length += more;
		}
		length--;
		return true;
	}

	private void forget() {
		Arrays.fill(heard, (byte) 0);
		length = 0;
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
