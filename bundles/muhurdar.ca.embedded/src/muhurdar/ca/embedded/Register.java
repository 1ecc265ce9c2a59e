package muhurdar.ca.embedded;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.ca.embedded.Standing.State;
import muhurdar.domain.Bytes;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;
import muhurdar.pki.IssuingLog;
import muhurdar.pki.IssuingLog.Event;
import muhurdar.pki.PkiFault;

/** What the issuing log says, at hand: who has which certificate, and what stands on the CRL. Not thread-safe. */
final class Register {

	private final Map<UUID, Issued> issued = new HashMap<>();
	private final Map<UUID, Boolean> changes = new HashMap<>();
	private final Map<String, Issued> bySerialNumber = new HashMap<>();
	/** Since when it was good, by serial number; held and revoked ones, too. */
	private final Map<String, Instant> good = new HashMap<>();
	private final Map<String, Crl.Entry> listed = new LinkedHashMap<>();
	private long listVersion;

	Optional<Issued> find(UUID requestId) {
		return Optional.ofNullable(issued.get(requestId));
	}

	/** True: done before; false: refused before; empty: never heard of it. */
	Optional<Boolean> change(UUID requestId) {
		return Optional.ofNullable(changes.get(requestId));
	}

	/** What belongs on a CRL now. */
	Collection<Crl.Entry> listed() {
		return List.copyOf(listed.values());
	}

	private Optional<Crl.Entry> listed(String serialNumber) {
		return Optional.ofNullable(listed.get(serialNumber));
	}

	/** What this certificate is now, empty if this CA never issued it. */
	Optional<Standing> standing(String serialNumber) {
		return listed(serialNumber)
				.map(entry -> new Standing(entry.onHold() ? State.HELD : State.REVOKED, entry.since(), entry.reason()))
				.or(() -> Optional.ofNullable(good.get(serialNumber)).map(since -> new Standing(State.GOOD, since, 0)));
	}

	/** Grows whenever the content of the CRL changes. */
	long listVersion() {
		return listVersion;
	}

	/** Why this change cannot be made (RFC 5280: revoked is final), or null if it can. */
	@Nullable
	String objection(StatusChange change) {
		if (!bySerialNumber.containsKey(change.serialNumber())) {
			return "no certificate of this CA has serial number " + change.serialNumber();
		}
		Optional<Crl.Entry> entry = listed(change.serialNumber());
		if (entry.isPresent() && !entry.get().onHold()) {
			return "certificate " + change.serialNumber() + " is revoked for good";
		}
		return switch (change.kind()) {
		case HOLD -> null;
		case RELEASE -> entry.isEmpty() ? "certificate " + change.serialNumber() + " is not on hold" : null;
		case REVOKE -> change.reason() == null ? "a revocation needs a reason" : null;
		};
	}

	/** Takes over an event that stands in the log. */
	void take(IssuingLog.Entry entry) {
		String serialNumber = entry.serialNumber();
		Event event = entry.event();
		switch (event) {
		case ISSUED, ISSUED_ON_HOLD -> takeIssued(entry);
		case HELD -> hold(serialNumber, entry.at());
		case RELEASED -> {
			listed.remove(serialNumber);
			good.put(serialNumber, entry.at());
			listVersion++;
		}
		case REVOKED -> revoke(entry);
		case REFUSED -> {
			// changes nothing but the answer next time
		}
		}
		if (event != Event.ISSUED && event != Event.ISSUED_ON_HOLD) {
			changes.put(entry.requestId(), event != Event.REFUSED);
		}
	}

	private void takeIssued(IssuingLog.Entry entry) {
		Bytes der = entry.certificate();
		if (der == null) {
			throw new PkiFault("issuing log lacks the certificate in line " + entry.number());
		}
		var info = CertificateInfo.read(der);
		var result = new Issued(entry.requestId(), info.serialNumber(), info.notBefore(), info.notAfter(), der);
		issued.put(entry.requestId(), result);
		bySerialNumber.put(info.serialNumber(), result);
		good.put(info.serialNumber(), entry.at());
		if (entry.event() == Event.ISSUED_ON_HOLD) {
			hold(info.serialNumber(), entry.at());
		}
	}

	/** A second hold changes nothing: the date stays that of the first. */
	private void hold(String serialNumber, Instant at) {
		if (!listed.containsKey(serialNumber)) {
			listed.put(serialNumber, new Crl.Entry(serialNumber, at, Crl.HOLD));
			listVersion++;
		}
	}

	/** The final entry of a held certificate keeps the date from which it was held. */
	private void revoke(IssuingLog.Entry entry) {
		var reason = entry.reason();
		if (reason == null) {
			throw new PkiFault("issuing log lacks the reason in line " + entry.number());
		}
		Instant since = listed(entry.serialNumber()).map(Crl.Entry::since).orElse(entry.at());
		listed.put(entry.serialNumber(), new Crl.Entry(entry.serialNumber(), since, reason.code()));
		listVersion++;
	}
}
