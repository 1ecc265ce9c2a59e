package muhurdar.ca.embedded;

import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.CertificateInfo;

/**
 * What is said on a {@link CaLine}:
 *
 * <pre>
 * Question ::= SEQUENCE { id OCTET STRING, what Verb, about SEQUENCE }
 * Answer   ::= SEQUENCE { id OCTET STRING, how How, content SEQUENCE }  -- of refused and unavailable: a UTF8String
 * Verb     ::= ENUMERATED { issue, find, change, publish, crlLocation, crl, chain, ocspLocation }
 * How      ::= ENUMERATED { done, refused, unavailable }
 * </pre>
 *
 * Times are to the second, as in certificates. Reading throws IllegalArgumentException, or what BouncyCastle throws.
 */
final class CaWords {

	enum Verb {
		ISSUE, FIND, CHANGE, PUBLISH, CRL_LOCATION, CRL, CHAIN, OCSP_LOCATION
	}

	enum How {
		DONE, REFUSED, UNAVAILABLE
	}

	private CaWords() {
	}

	/** @param kind a {@link Verb} in a question, a {@link How} in an answer */
	static ASN1Sequence line(UUID id, Enum<?> kind, ASN1Sequence content) {
		return sequence(id(id), new ASN1Enumerated(kind.ordinal()), content);
	}

	static UUID id(ASN1Sequence line) {
		return id(line.getObjectAt(0));
	}

	static Verb verb(ASN1Sequence question) {
		return Verb.values()[number(question.getObjectAt(1), Verb.values().length)];
	}

	static How how(ASN1Sequence answer) {
		return How.values()[number(answer.getObjectAt(1), How.values().length)];
	}

	static ASN1Sequence content(ASN1Sequence line) {
		return ASN1Sequence.getInstance(line.getObjectAt(2));
	}

	static ASN1Sequence sequence(ASN1Encodable... parts) {
		return new DERSequence(parts);
	}

	static ASN1Encodable id(UUID id) {
		return new DEROctetString(
				ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array());
	}

	static UUID id(ASN1Encodable part) {
		byte[] id = ASN1OctetString.getInstance(part).getOctets();
		if (id.length != 16) {
			throw new IllegalArgumentException("an id of " + id.length + " bytes");
		}
		ByteBuffer halves = ByteBuffer.wrap(id);
		return new UUID(halves.getLong(), halves.getLong());
	}

	static ASN1Encodable text(String text) {
		return new DERUTF8String(text);
	}

	static String text(ASN1Encodable part) {
		return ASN1UTF8String.getInstance(part).getString();
	}

	static ASN1Encodable bytes(Bytes bytes) {
		return new DEROctetString(bytes.toArray());
	}

	static Bytes bytes(ASN1Encodable part) {
		return Bytes.of(ASN1OctetString.getInstance(part).getOctets());
	}

	static ASN1Sequence all(List<Bytes> each) {
		return new DERSequence(each.stream().map(CaWords::bytes).toArray(ASN1Encodable[]::new));
	}

	static List<Bytes> all(ASN1Sequence parts) {
		List<Bytes> all = new ArrayList<>();
		parts.forEach(part -> all.add(bytes(part)));
		return all;
	}

	private static ASN1Encodable time(Instant at) {
		return new DERGeneralizedTime(Date.from(at));
	}

	private static Instant time(ASN1Encodable part) {
		try {
			return ASN1GeneralizedTime.getInstance(part).getDate().toInstant();
		} catch (ParseException e) {
			throw new IllegalArgumentException("not a time", e);
		}
	}

	private static int number(ASN1Encodable part, int below) {
		int number = ASN1Enumerated.getInstance(part).intValueExact();
		if (number < 0 || number >= below) {
			throw new IllegalArgumentException("unknown number " + number);
		}
		return number;
	}

	static ASN1Sequence request(IssueRequest request) {
		return sequence(id(request.requestId()), bytes(request.csr()), text(request.givenName()), text(request.surname()),
				text(request.identityNo()), time(request.notBefore()), time(request.notAfter()),
				ASN1Boolean.getInstance(request.onHold()));
	}

	static IssueRequest request(ASN1Sequence parts) {
		return new IssueRequest(id(parts.getObjectAt(0)), bytes(parts.getObjectAt(1)), text(parts.getObjectAt(2)),
				text(parts.getObjectAt(3)), text(parts.getObjectAt(4)), time(parts.getObjectAt(5)), time(parts.getObjectAt(6)),
				ASN1Boolean.getInstance(parts.getObjectAt(7)).isTrue());
	}

	/** The rest is in the certificate. */
	static ASN1Sequence issued(Issued issued) {
		return sequence(id(issued.requestId()), bytes(issued.certificate()));
	}

	static Issued issued(ASN1Sequence parts) {
		Bytes der = bytes(parts.getObjectAt(1));
		CertificateInfo info = CertificateInfo.read(der);
		return new Issued(id(parts.getObjectAt(0)), info.serialNumber(), info.notBefore(), info.notAfter(), der);
	}

	/** A reason is left out if there is none. */
	static ASN1Sequence change(StatusChange change) {
		RevocationReason reason = change.reason();
		ASN1Encodable kind = new ASN1Enumerated(change.kind().ordinal());
		return reason == null ? sequence(id(change.requestId()), text(change.serialNumber()), kind)
				: sequence(id(change.requestId()), text(change.serialNumber()), kind, text(reason.name()));
	}

	static StatusChange change(ASN1Sequence parts) {
		@Nullable RevocationReason reason = parts.size() < 4 ? null : RevocationReason.valueOf(text(parts.getObjectAt(3)));
		return new StatusChange(id(parts.getObjectAt(0)), text(parts.getObjectAt(1)),
				StatusChange.Kind.values()[number(parts.getObjectAt(2), StatusChange.Kind.values().length)], reason);
	}
}
