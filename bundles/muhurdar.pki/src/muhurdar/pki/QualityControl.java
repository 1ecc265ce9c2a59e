package muhurdar.pki;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardReading;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Holder;
import muhurdar.domain.Order;
import muhurdar.domain.OrderKind;
import muhurdar.domain.QualityRule;

/**
 * Quality control: what a finished card says, compared with what it has to be. First {@link #examine}, which may ask the
 * CA for its chain and so is never called inside a transaction, then {@link Examined#broken} against the records.
 * Thread-safe.
 */
public final class QualityControl {

	private static final int PIN_TRIES = 3;

	private final TrustedChain chain;

	/** @param issuers issuing CA first, root last, DER; asked when a certificate needs it */
	public QualityControl(Supplier<List<Bytes>> issuers) {
		chain = new TrustedChain(issuers);
	}

	/** What the holder's key signs once in production (DOMAIN, "Quality signature"). */
	public static Bytes text(ChipSerial serial, Bytes nonce) {
		return Bytes.of(("MUHURDAR-QC|" + serial.hex() + "|" + nonce.toHex()).getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Whether this is the quality signature of the run that made the card.
	 *
	 * @param key the public key that the card itself tells
	 */
	public static boolean signed(Card card, @Nullable Bytes key, @Nullable Bytes signature) {
		Bytes nonce = card.qualityNonce();
		try {
			return key != null && nonce != null && signature != null
					&& Signatures.verify(key, text(card.serial(), nonce), signature);
		} catch (PkiFault e) {
			return false;
		}
	}

	/**
	 * The records that say what the card has to be.
	 *
	 * @param certificate the one that was asked for the card, null if there is none
	 * @param old the one that the order replaces
	 * @param onHold whether certificates are issued on hold here
	 */
	public record Expected(Card card, Order order, Holder holder, @Nullable Certificate certificate,
			@Nullable Certificate old, boolean onHold) {
	}

	/** Reads the certificate and builds its chain. Throws what the CA throws if it has to be asked and does not answer. */
	public Examined examine(CardReading reading) {
		CertificateInfo info = parsed(reading.certificate());
		return new Examined(reading, info, info != null && chain.holds(info));
	}

	private static @Nullable CertificateInfo parsed(@Nullable Bytes certificate) {
		try {
			return certificate == null ? null : CertificateInfo.read(certificate);
		} catch (PkiFault e) {
			return null;
		}
	}

	/** A card that was read. @param info its certificate, null if there is none that can be read */
	public record Examined(CardReading reading, @Nullable CertificateInfo info, boolean chained) {

		/** The first rule that the card breaks; asks nobody. */
		public Optional<QualityRule> broken(Expected expected) {
			Card card = expected.card();
			CertificateInfo read = info;
			Certificate issued = expected.certificate();
			if (!card.serial().equals(reading.serial())) {
				return Optional.of(QualityRule.CARD);
			}
			if (reading.blank()) {
				return Optional.of(QualityRule.NOT_BLANK);
			}
			if (read == null) {
				return Optional.of(QualityRule.CERTIFICATE_READABLE);
			}
			if (issued == null || !read.der().equals(issued.der())) {
				return Optional.of(QualityRule.CERTIFICATE);
			}
			return certificate(read, expected).or(() -> key(read, card)).or(() -> secrets()).or(() -> status(issued, expected));
		}

		private Optional<QualityRule> certificate(CertificateInfo read, Expected expected) {
			if (!chained) {
				return Optional.of(QualityRule.CHAIN);
			}
			if (!names(read, expected.holder(), expected.certificate())) {
				return Optional.of(QualityRule.SUBJECT);
			}
			return begins(read, expected) ? Optional.empty() : Optional.of(QualityRule.BEGINS_AFTER_OLD);
		}

		/** The person of the order, by the name that they had when it was asked for. */
		private static boolean names(CertificateInfo read, Holder holder, @Nullable Certificate issued) {
			return issued != null && issued.holder().equals(holder.id())
					&& read.identityNo().filter(holder.identityNo()::equals).isPresent()
					&& read.commonName().equals(Subject.upper(issued.givenName()) + " " + Subject.upper(issued.surname()));
		}

		/** Certificates count in seconds. */
		private static boolean begins(CertificateInfo read, Expected expected) {
			Certificate old = expected.old();
			return old == null || expected.order().kind() != OrderKind.RENEWAL
					|| !read.notBefore().isBefore(old.notAfter().truncatedTo(ChronoUnit.SECONDS));
		}

		private Optional<QualityRule> key(CertificateInfo read, Card card) {
			if (!read.spki().equals(reading.publicKey())) {
				return Optional.of(QualityRule.KEY);
			}
			Bytes signature = card.qualitySignature();
			if (signature == null) {
				return Optional.of(QualityRule.QUALITY_SIGNATURE);
			}
			return signed(card, reading.publicKey(), signature) ? Optional.empty()
					: Optional.of(QualityRule.QUALITY_SIGNATURE_TRUE);
		}

		private Optional<QualityRule> secrets() {
			return !reading.pinSet() ? Optional.of(QualityRule.PIN_SET)
					: reading.pinTriesLeft() != PIN_TRIES ? Optional.of(QualityRule.PIN_TRIES_FULL)
							: reading.pukSet() ? Optional.empty() : Optional.of(QualityRule.PUK_SET);
		}

		private static Optional<QualityRule> status(Certificate issued, Expected expected) {
			return issued.state() == CertificateState.REVOKED ? Optional.of(QualityRule.NOT_REVOKED)
					: expected.onHold() && issued.state() != CertificateState.SUSPENDED ? Optional.of(QualityRule.ON_HOLD)
							: Optional.empty();
		}
	}
}
