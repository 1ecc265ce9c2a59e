package muhurdar.ca.cmp;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Csr;
import muhurdar.pki.Subject;

/** A CA in memory that keeps to its contract, and can be away. */
final class MemoryCa implements CertificateAuthority {

	final Made.Identity self = Made.root("CN=Memory CA TEST,C=TR");
	final Map<UUID, Issued> issued = new LinkedHashMap<>();
	/** CRLReason by serial number. */
	final Map<String, Integer> status = new LinkedHashMap<>();
	final List<StatusChange> changes = new ArrayList<>();
	volatile boolean away;
	private final Map<UUID, Boolean> done = new HashMap<>();
	private final Clock clock;

	MemoryCa(Clock clock) {
		this.clock = clock;
	}

	@Override
	public String id() {
		return "memory";
	}

	@Override
	public boolean test() {
		return true;
	}

	private void mustBeHere() {
		if (away) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "away, as planned");
		}
	}

	@Override
	public synchronized Issued issue(IssueRequest request) {
		mustBeHere();
		return issued.computeIfAbsent(request.requestId(), id -> {
			X500Name name = X500Name.getInstance(
					new Subject(request.givenName(), request.surname(), request.identityNo()).encoded().toArray());
			CertificateInfo made = CertificateInfo.read(Made.certificate(name,
					SubjectPublicKeyInfo.getInstance(Csr.readFromRa(request.csr()).spki().toArray()), self.name(), self.pair(),
					false,
					""));
			if (request.onHold()) {
				status.put(made.serialNumber(), 6);
			}
			return new Issued(id, made.serialNumber(), made.notBefore(), made.notAfter(), made.der());
		});
	}

	@Override
	public synchronized Optional<Issued> find(UUID requestId) {
		mustBeHere();
		return Optional.ofNullable(issued.get(requestId));
	}

	@Override
	public synchronized void change(StatusChange change) {
		mustBeHere();
		Boolean before = done.get(change.requestId());
		if (before != null && before) {
			return;
		}
		int now = status.getOrDefault(change.serialNumber(), -1);
		boolean known = issued.values().stream().anyMatch(each -> each.serialNumber().equals(change.serialNumber()));
		if (!known || now >= 0 && now != 6 || change.kind() == StatusChange.Kind.RELEASE && now != 6) {
			done.put(change.requestId(), false);
			throw new CaFault(CaFault.Kind.REFUSED, "not now: " + now);
		}
		done.put(change.requestId(), true);
		changes.add(change);
		RevocationReason reason = change.reason();
		switch (change.kind()) {
		case HOLD -> status.put(change.serialNumber(), 6);
		case RELEASE -> status.remove(change.serialNumber());
		case REVOKE -> status.put(change.serialNumber(), reason == null ? 0 : reason.code());
		}
	}

	@Override
	public void publish() {
		// the list is always of now
	}

	@Override
	public URI crlLocation() {
		return URI.create("http://127.0.0.1/crl");
	}

	@Override
	public synchronized Bytes crl() {
		try {
			var builder = new X509v2CRLBuilder(self.name(), Date.from(clock.instant()));
			status.forEach((serial, reason) -> builder.addCRLEntry(new java.math.BigInteger(serial, 16),
					Date.from(clock.instant()), reason));
			return Bytes.of(
					builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(self.pair().getPrivate())).getEncoded());
		} catch (java.io.IOException | org.bouncycastle.operator.OperatorCreationException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public List<Bytes> chain() {
		return self.chain();
	}
}
