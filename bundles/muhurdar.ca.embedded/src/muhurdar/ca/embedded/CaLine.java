package muhurdar.ca.embedded;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1Sequence;

/** DER over TCP between {@link RemoteCa} and {@link CaServer}: a SEQUENCE each way, one question on a line. */
final class CaLine implements AutoCloseable {

	private static final int CONNECT_MILLIS = 3000;
	/** Bytes; a CRL with some 100,000 entries. */
	private static final int LONGEST = 1 << 24;

	private final Socket socket;
	private final ASN1InputStream in;

	/** @param patience for each read */
	CaLine(Socket socket, Duration patience) throws IOException {
		this.socket = socket;
		socket.setTcpNoDelay(true);
		socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
		in = new ASN1InputStream(new BufferedInputStream(socket.getInputStream()), LONGEST);
	}

	static CaLine to(String host, int port, Duration patience) throws IOException {
		Socket socket = new Socket();
		try {
			socket.connect(new InetSocketAddress(InetAddress.getByName(host), port),
					(int) Math.min(CONNECT_MILLIS, patience.toMillis()));
			return new CaLine(socket, patience);
		} catch (IOException e) {
			socket.close();
			throw e;
		}
	}

	void say(ASN1Object words) throws IOException {
		socket.getOutputStream().write(words.getEncoded(ASN1Encoding.DER));
	}

	/** @throws EOFException when the other side has ended the line */
	ASN1Sequence hear() throws IOException {
		var heard = in.readObject();
		if (heard == null) {
			throw new EOFException("the line was cut");
		}
		if (heard instanceof ASN1Sequence words) {
			return words;
		}
		throw new IOException("not a SEQUENCE");
	}

	/** Waits until the other side ends the line. */
	void awaitEnd() throws IOException {
		while (in.read() >= 0) {
			// nothing more is expected
		}
	}

	@Override
	public void close() throws IOException {
		socket.close();
	}
}
