package muhurdar.ca.embedded;

import static muhurdar.ca.embedded.CaWords.sequence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.bouncycastle.asn1.ASN1Sequence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.ca.embedded.CaTrouble.Lot;
import muhurdar.ca.embedded.CaTrouble.What;
import muhurdar.ca.embedded.CaWords.How;

/** Serves a CA to other processes on the loopback interface; one question a line, one thread a line. */
final class CaServer implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);
	private static final Logger LOG = LoggerFactory.getLogger(CaServer.class);

	private final CertificateAuthority ca;
	private final CaTrouble trouble;
	private final Consumer<What> told;
	private final ServerSocket server;
	private final Thread accepting;

	/**
	 * @param told of each trouble that is made
	 * @param port 0 for any free one
	 */
	CaServer(CertificateAuthority ca, CaTrouble trouble, Consumer<What> told, int port) throws IOException {
		this.ca = ca;
		this.trouble = trouble;
		this.told = told;
		server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
		accepting = Thread.ofPlatform().name("ca server").start(this::accept);
	}

	int port() {
		return server.getLocalPort();
	}

	private void accept() {
		while (!server.isClosed()) {
			try {
				Socket socket = server.accept();
				Thread.ofPlatform().daemon().name("ca line").start(() -> serve(socket));
			} catch (IOException e) {
				if (!server.isClosed()) {
					LOG.error("cannot accept", e);
				}
			}
		}
	}

	private void serve(Socket socket) {
		try (CaLine line = new CaLine(socket, PATIENCE)) {
			ASN1Sequence question = line.hear();
			Optional<Lot> lot = trouble.draw();
			if (lot.isEmpty()) {
				line.say(answer(question));
			} else {
				told.accept(lot.get().what());
				serve(line, question, lot.get());
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (IOException | IllegalArgumentException e) {
			LOG.info("a line broke: {}", e.toString());
		}
	}

	private void serve(CaLine line, ASN1Sequence question, Lot lot) throws IOException, InterruptedException {
		if (lot.what() == What.CUT_BEFORE) {
			return;
		}
		if (lot.what() == What.SLOW) {
			Thread.sleep(lot.millis());
		}
		ASN1Sequence answer = answer(question);
		switch (lot.what()) {
		case CUT_BEFORE, CUT_AFTER -> LOG.debug("no answer");
		case MUTE -> line.awaitEnd();
		case LATE -> {
			Thread.sleep(lot.millis());
			line.say(answer);
		}
		case TWICE -> {
			line.say(answer);
			line.say(answer(question));
		}
		case SLOW -> line.say(answer);
		}
	}

	private ASN1Sequence answer(ASN1Sequence question) {
		UUID id = CaWords.id(question);
		try {
			return CaWords.line(id, How.DONE, obeyed(CaWords.verb(question), CaWords.content(question)));
		} catch (CaFault e) {
			return no(id, e.kind() == CaFault.Kind.REFUSED ? How.REFUSED : How.UNAVAILABLE, e);
		} catch (RuntimeException e) {
			LOG.error("a question could not be answered", e);
			return no(id, How.UNAVAILABLE, e);
		}
	}

	private static ASN1Sequence no(UUID id, How how, RuntimeException e) {
		return CaWords.line(id, how, sequence(CaWords.text(String.valueOf(e.getMessage()))));
	}

	private ASN1Sequence obeyed(CaWords.Verb verb, ASN1Sequence about) {
		switch (verb) {
		case ISSUE:
			return sequence(CaWords.issued(ca.issue(CaWords.request(about))));
		case FIND:
			return ca.find(CaWords.id(about.getObjectAt(0))).map(found -> sequence(CaWords.issued(found)))
					.orElseGet(CaWords::sequence);
		case CHANGE:
			ca.change(CaWords.change(about));
			return sequence();
		case PUBLISH:
			ca.publish();
			return sequence();
		case CRL_LOCATION:
			return sequence(CaWords.text(ca.crlLocation().toString()));
		case CRL:
			return sequence(CaWords.bytes(ca.crl()));
		case OCSP_LOCATION:
			return ca.ocspLocation().map(place -> sequence(CaWords.text(place.toString()))).orElseGet(CaWords::sequence);
		case CHAIN:
			return CaWords.all(ca.chain());
		}
		throw new IllegalArgumentException(verb.name());
	}

	/** Questions that are being answered are answered; once this returns, no other is taken. */
	@Override
	public void close() throws IOException {
		server.close();
		try {
			// until it has left the system call, it may still take somebody in
			accepting.join();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
