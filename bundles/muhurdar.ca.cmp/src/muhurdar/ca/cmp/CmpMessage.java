package muhurdar.ca.cmp;

import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.InfoTypeAndValue;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIHeader;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;

/**
 * A CMP message as it came (RFC 9810 §5.1), its fields read, nothing believed: see {@link Trust} and {@link Pbm}.
 *
 * @param senderNonce empty if it has none, as are recipNonce and senderKid
 * @param sender null if it is no directory name
 * @param extraCerts DER, in their order; only certificates of version 3
 */
record CmpMessage(PKIMessage message, Bytes transactionId, Bytes senderNonce, Bytes recipNonce, Bytes senderKid,
		@Nullable X500Name sender, @Nullable Instant time, List<Bytes> extraCerts) {

	/** More than the largest chain has. */
	private static final int LARGEST = 64 * 1024;
	/** CMP needs about 20 (RFC 9810 appendix F); what nests deeper is there to exhaust a stack. */
	private static final int DEEPEST = 60;
	private static final int MOST_CERTIFICATES = 16;
	private static final int LONGEST_ID = 64;
	private static final int OLDEST_VERSION = 2;
	private static final int NEWEST_VERSION = 3;
	private static final Bytes NONE = Bytes.of();

	/** @throws CmpFault badDataFormat if it is none, unsupportedVersion if it is of version 1 or 4 */
	static CmpMessage read(byte[] der) {
		if (der.length > LARGEST) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "a message of " + der.length + " bytes");
		}
		Nesting.check(der, DEEPEST);
		return reading("a message", () -> of(PKIMessage.getInstance(der)));
	}

	private static CmpMessage of(PKIMessage message) {
		PKIHeader header = message.getHeader();
		int version = header.getPvno().intValueExact();
		if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
			throw new CmpFault(PKIFailureInfo.unsupportedVersion, "CMP version " + version);
		}
		Bytes transactionId = octets(header.getTransactionID());
		if (transactionId.length() == 0) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "a message without transactionID");
		}
		ASN1GeneralizedTime time = header.getMessageTime();
		return new CmpMessage(message, transactionId, octets(header.getSenderNonce()), octets(header.getRecipNonce()),
				octets(header.getSenderKID()), name(header.getSender()), time == null ? null : instant(time),
				certificates(message.getExtraCerts()));
	}

	private static Bytes octets(@Nullable ASN1OctetString part) {
		if (part == null) {
			return NONE;
		}
		if (part.getOctetsLength() > LONGEST_ID) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "an id or nonce of " + part.getOctetsLength() + " bytes");
		}
		return Bytes.of(part.getOctets());
	}

	private static Instant instant(ASN1GeneralizedTime time) {
		try {
			return time.getDate().toInstant();
		} catch (ParseException e) {
			throw new IllegalArgumentException(e);
		}
	}

	private static @Nullable X500Name name(GeneralName sender) {
		return sender.getTagNo() == GeneralName.directoryName ? X500Name.getInstance(sender.getName()) : null;
	}

	private static List<Bytes> certificates(CMPCertificate @Nullable [] extra) {
		List<Bytes> certificates = new ArrayList<>();
		if (extra != null) {
			if (extra.length > MOST_CERTIFICATES) {
				throw new CmpFault(PKIFailureInfo.badDataFormat, extra.length + " certificates");
			}
			for (CMPCertificate each : extra) {
				if (each.isX509v3PKCert()) {
					certificates.add(der(each.getX509v3PKCert()));
				}
			}
		}
		return List.copyOf(certificates);
	}

	static Bytes der(ASN1Encodable part) {
		try {
			return Bytes.of(part.toASN1Primitive().getEncoded("DER"));
		} catch (IOException e) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, "a part that cannot be encoded", e);
		}
	}

	interface Reading<T> {
		T read();
	}

	/** The parser is lazy, and throws whatever rubbish makes it throw: all of that is badDataFormat. */
	static <T> T reading(String what, Reading<T> reading) {
		try {
			return reading.read();
		} catch (CmpFault e) {
			throw e;
		} catch (RuntimeException e) {
			throw new CmpFault(PKIFailureInfo.badDataFormat, what + " that cannot be read", e);
		}
	}

	/** A number of {@link PKIBody}. */
	int type() {
		return message.getBody().getType();
	}

	ASN1Encodable content() {
		return message.getBody().getContent();
	}

	Optional<AlgorithmIdentifier> protectionAlgorithm() {
		return message.getProtection() == null ? Optional.empty()
				: Optional.ofNullable(message.getHeader().getProtectionAlg());
	}

	/** The protection's octets; only of a message that has one. */
	byte[] protection() {
		return reading("a protection", () -> message.getProtection().getOctets());
	}

	/** What is protected: ProtectedPart, DER (RFC 9810 §5.1.3). */
	Bytes protectedPart() {
		return protectedPart(message.getHeader(), message.getBody());
	}

	static Bytes protectedPart(PKIHeader header, PKIBody body) {
		return der(new DERSequence(new ASN1Encodable[] { header, body }));
	}

	/** Whether implicitConfirm is asked for, or granted (RFC 9810 §5.1.1.1). */
	boolean implicitConfirm() {
		return reading("generalInfo", () -> {
			InfoTypeAndValue[] all = message.getHeader().getGeneralInfo();
			if (all != null) {
				for (InfoTypeAndValue each : all) {
					if (CMPObjectIdentifiers.it_implicitConfirm.equals(each.getInfoType())) {
						return true;
					}
				}
			}
			return false;
		});
	}

	/** @throws CmpFault badTime if it says a time and that is farther from now than agreed */
	void checkTime(Instant now, Duration skew) {
		Instant at = time;
		if (at != null && Duration.between(at, now).abs().compareTo(skew) > 0) {
			throw new CmpFault(PKIFailureInfo.badTime, "a message of " + at + ", at " + now);
		}
	}

	/** What and whose, for logs. */
	@Override
	public String toString() {
		return "CMP message of type " + type() + ", transaction " + transactionId.toHex();
	}
}
