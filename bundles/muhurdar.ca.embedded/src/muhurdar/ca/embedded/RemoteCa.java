package muhurdar.ca.embedded;

import static muhurdar.ca.embedded.CaWords.sequence;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.bouncycastle.asn1.ASN1Sequence;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.ca.embedded.CaWords.Verb;
import muhurdar.domain.Bytes;
import muhurdar.pki.PkiFault;

/**
 * The TEST CA in a process of its own ({@link CaProcess}). Each call makes a connection of its own, so that a process that
 * comes back is found again by the next call; nothing is asked a second time from here.
 */
final class RemoteCa implements CertificateAuthority {

	static final String ID = "remote";

	private final String address;
	private final Supplier<Duration> patience;

	/**
	 * @param address {@code HOST:PORT}
	 * @param patience how long an answer is waited for
	 */
	RemoteCa(String address, Supplier<Duration> patience) {
		this.address = address;
		this.patience = patience;
	}

	@Override
	public String id() {
		return ID;
	}

	@Override
	public boolean test() {
		return true;
	}

	@Override
	public Issued issue(IssueRequest request) {
		return issued(request.requestId(), ask(Verb.ISSUE, CaWords.request(request)));
	}

	@Override
	public Optional<Issued> find(UUID requestId) {
		ASN1Sequence answer = ask(Verb.FIND, sequence(CaWords.id(requestId)));
		return answer.size() == 0 ? Optional.empty() : Optional.of(issued(requestId, answer));
	}

	private static Issued issued(UUID requestId, ASN1Sequence answer) {
		return understood(() -> {
			Issued issued = CaWords.issued(ASN1Sequence.getInstance(answer.getObjectAt(0)));
			if (!issued.requestId().equals(requestId)) {
				throw new IllegalArgumentException("the answer to another request");
			}
			return issued;
		});
	}

	@Override
	public void change(StatusChange change) {
		ask(Verb.CHANGE, CaWords.change(change));
	}

	@Override
	public void publish() {
		ask(Verb.PUBLISH, sequence());
	}

	@Override
	public URI crlLocation() {
		ASN1Sequence answer = ask(Verb.CRL_LOCATION, sequence());
		return understood(() -> URI.create(CaWords.text(answer.getObjectAt(0))));
	}

	@Override
	public Optional<URI> ocspLocation() {
		ASN1Sequence answer = ask(Verb.OCSP_LOCATION, sequence());
		return understood(() -> answer.size() == 0 ? Optional.empty()
				: Optional.of(URI.create(CaWords.text(answer.getObjectAt(0)))));
	}

	@Override
	public Bytes crl() {
		ASN1Sequence answer = ask(Verb.CRL, sequence());
		return understood(() -> CaWords.bytes(answer.getObjectAt(0)));
	}

	@Override
	public List<Bytes> chain() {
		ASN1Sequence answer = ask(Verb.CHAIN, sequence());
		return understood(() -> CaWords.all(answer));
	}

	private ASN1Sequence ask(Verb verb, ASN1Sequence about) {
		UUID id = UUID.randomUUID();
		try (CaLine line = connect()) {
			line.say(CaWords.line(id, verb, about));
			ASN1Sequence answer = line.hear();
			return understood(() -> content(id, answer));
		} catch (IOException e) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, verb + " at " + address, e);
		}
	}

	private CaLine connect() throws IOException {
		int colon = address.lastIndexOf(':');
		try {
			return CaLine.to(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), patience.get());
		} catch (IndexOutOfBoundsException | IllegalArgumentException e) {
			throw new IOException("not HOST:PORT", e);
		}
	}

	private static ASN1Sequence content(UUID id, ASN1Sequence answer) {
		if (!CaWords.id(answer).equals(id)) {
			throw new IllegalArgumentException("the answer to another question");
		}
		ASN1Sequence content = CaWords.content(answer);
		return switch (CaWords.how(answer)) {
		case DONE -> content;
		case REFUSED -> throw new CaFault(CaFault.Kind.REFUSED, CaWords.text(content.getObjectAt(0)));
		case UNAVAILABLE -> throw new CaFault(CaFault.Kind.UNAVAILABLE, CaWords.text(content.getObjectAt(0)));
		};
	}

	/** An answer that is none leaves everybody as wise as no answer. */
	private static <T> T understood(Supplier<T> reading) {
		try {
			return reading.get();
		} catch (IllegalArgumentException | IllegalStateException | ArithmeticException | IndexOutOfBoundsException
				| PkiFault e) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "an answer that cannot be understood", e);
		}
	}
}
