package muhurdar.pki;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Date;
import java.util.Locale;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.ContentSigner;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;

/**
 * Writes CRLs of one issuer (RFC 5280 §5): version 2 with CRLNumber, authority key identifier and a reason code for each
 * entry but an unspecified one. The entries pass once, into a temporary file; then their length is known, and head, hash
 * and signature are made from the file. Memory does not grow with the list.
 */
public final class CrlWriter {

	/** CRLReason removeFromCRL: on a delta CRL, what is on hold no more. */
	public static final int REMOVE = 8;

	private static final int BUFFER = 1 << 16;
	private static final int SEQUENCE = 0x30;
	private static final int BIT_STRING = 0x03;
	private static final int EXTENSIONS = 0xA0;

	private final X509CertificateHolder issuer;
	private final SigningKey key;

	/**
	 * What a list says of itself; times are cut to seconds.
	 *
	 * @param base number of the full list that this delta CRL goes with, null for a full one
	 * @param freshest where the delta CRLs that go with this full list are fetched, null if there are none
	 */
	public record Head(BigInteger number, Instant thisUpdate, Instant nextUpdate, @Nullable BigInteger base,
			@Nullable URI freshest) {

		/** Of a full list without deltas. */
		public Head(BigInteger number, Instant thisUpdate, Instant nextUpdate) {
			this(number, thisUpdate, nextUpdate, null, null);
		}
	}

	/** Where the entries come from. */
	@FunctionalInterface
	public interface Rows {
		/** Gives each entry once. */
		void pass(Sink sink) throws IOException;
	}

	/** Where the entries go. */
	@FunctionalInterface
	public interface Sink {
		/**
		 * One certificate that is on hold or revoked.
		 *
		 * @param serialNumber two's complement, 1 to 20 bytes
		 * @param since seconds since 1970
		 * @param reason CRLReason, 0 for none
		 */
		void add(byte[] serialNumber, long since, int reason) throws IOException;
	}

	public CrlWriter(CertificateInfo issuer, PrivateKey key) {
		this(issuer, SigningKey.of(issuer, key));
	}

	public CrlWriter(CertificateInfo issuer, SigningKey key) {
		try {
			this.issuer = CertificateInfo.holder(issuer.der());
		} catch (IOException e) {
			throw new PkiFault("certificate cannot be read", e);
		}
		this.key = key;
	}

	/**
	 * Signs a list and puts it in the place of this file, readable by everybody.
	 *
	 * @return how many entries it has
	 */
	public long write(Path file, Head head, Rows rows) throws IOException {
		Path entries = SafeFile.fresh(file);
		try {
			Entries passed;
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(entries), BUFFER)) {
				passed = new Entries(out);
				rows.pass(passed);
			}
			SafeFile.publish(file, out -> write(out, head, passed, () -> Files.newInputStream(entries)));
			return passed.count;
		} finally {
			Files.deleteIfExists(entries);
		}
	}

	/** Signs a small full list, DER. */
	public Bytes write(BigInteger number, Instant thisUpdate, Instant nextUpdate, Collection<Crl.Entry> entries) {
		try {
			var body = new ByteArrayOutputStream();
			var passed = new Entries(body);
			for (Crl.Entry each : entries) {
				passed.add(new BigInteger(each.serialNumber(), 16).toByteArray(), each.since().getEpochSecond(),
						each.reason());
			}
			var out = new ByteArrayOutputStream();
			write(out, new Head(number, thisUpdate, nextUpdate), passed,
					() -> new ByteArrayInputStream(body.toByteArray()));
			return Bytes.of(out.toByteArray());
		} catch (IOException e) {
			throw new PkiFault("CRL cannot be signed", e);
		}
	}

	@FunctionalInterface
	private interface Opening {
		InputStream open() throws IOException;
	}

	private void write(OutputStream out, Head head, Entries entries, Opening body) throws IOException {
		ContentSigner signer = key.signer();
		byte[] algorithm = der(signer.getAlgorithmIdentifier());
		byte[] before = before(head, algorithm, entries);
		byte[] extensions = der(extensions(head));
		byte[] after = concat(header(EXTENSIONS, extensions.length), extensions);
		byte[] begin = concat(header(SEQUENCE, before.length + entries.length + after.length), before);
		try (OutputStream signed = signer.getOutputStream()) {
			put(signed, begin, body, after);
		}
		byte[] signature = signer.getSignature();
		byte[] end = concat(algorithm, header(BIT_STRING, signature.length + 1), new byte[1], signature);
		out.write(header(SEQUENCE, begin.length + entries.length + after.length + end.length));
		put(out, begin, body, after);
		out.write(end);
	}

	private static void put(OutputStream out, byte[] begin, Opening body, byte[] after) throws IOException {
		out.write(begin);
		try (InputStream in = body.open()) {
			byte[] buffer = new byte[BUFFER];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				out.write(buffer, 0, read);
			}
		}
		out.write(after);
	}

	/** What stands in tbsCertList before the entries. */
	private byte[] before(Head head, byte[] algorithm, Entries entries) throws IOException {
		byte[] fixed = concat(der(new ASN1Integer(1)), algorithm, der(issuer.getSubject()),
				der(new Time(Date.from(head.thisUpdate()))), der(new Time(Date.from(head.nextUpdate()))));
		return entries.count == 0 ? fixed : concat(fixed, header(SEQUENCE, entries.length));
	}

	private ASN1Encodable extensions(Head head) throws IOException {
		byte[] keyId = SubjectKeyIdentifier.fromExtensions(issuer.getExtensions()).getKeyIdentifier();
		var generator = new ExtensionsGenerator();
		generator.addExtension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyId));
		generator.addExtension(Extension.cRLNumber, false, new ASN1Integer(head.number()));
		BigInteger base = head.base();
		if (base != null) {
			generator.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(base));
		}
		URI freshest = head.freshest();
		if (freshest != null) {
			var name = new GeneralName(GeneralName.uniformResourceIdentifier, freshest.toString());
			var point = new DistributionPointName(new GeneralNames(name));
			generator.addExtension(Extension.freshestCRL, false,
					new CRLDistPoint(new DistributionPoint[] { new DistributionPoint(point, null, null) }));
		}
		return generator.generate();
	}

	private static byte[] der(ASN1Encodable content) throws IOException {
		return content.toASN1Primitive().getEncoded(ASN1Encoding.DER);
	}

	private static byte[] concat(byte[]... parts) {
		var all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

	/** Tag and length (X.690 §8.1.3). */
	private static byte[] header(int tag, long length) {
		if (length < 0x80) {
			return new byte[] { (byte) tag, (byte) length };
		}
		int bytes = (64 - Long.numberOfLeadingZeros(length) + 7) / 8;
		byte[] header = new byte[2 + bytes];
		header[0] = (byte) tag;
		header[1] = (byte) (0x80 | bytes);
		for (int i = 0; i < bytes; i++) {
			header[2 + i] = (byte) (length >> 8 * (bytes - 1 - i));
		}
		return header;
	}

	/** Encodes entries without making an object of them. */
	private static final class Entries implements Sink {

		private static final int LONGEST_SERIAL = 20;
		private static final long DAY = 86_400;
		private static final byte[] REASON = { 0x30, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x1D, 0x15, 0x04, 0x03, 0x0A, 0x01,
				0 };

		private final OutputStream out;
		private final byte[] entry = new byte[64];
		private int end;
		private byte[] date = new byte[0];
		private long day = Long.MIN_VALUE;
		private long length;
		private long count;

		Entries(OutputStream out) {
			this.out = out;
		}

		@Override
		public void add(byte[] serialNumber, long since, int reason) throws IOException {
			if (serialNumber.length == 0 || serialNumber.length > LONGEST_SERIAL) {
				throw new PkiFault("serial number of " + serialNumber.length + " bytes");
			}
			end = 2;
			put(0x02);
			put(serialNumber.length);
			put(serialNumber);
			time(since);
			if (reason != 0) {
				put(REASON);
				entry[end - 1] = (byte) reason;
			}
			entry[0] = SEQUENCE;
			entry[1] = (byte) (end - 2);
			out.write(entry, 0, end);
			length += end;
			count++;
		}

		/** UTCTime until 2049, then GeneralizedTime (RFC 5280 §5.1.2.6). */
		private void time(long since) {
			long today = Math.floorDiv(since, DAY);
			if (today != day) {
				day = today;
				LocalDate on = LocalDate.ofEpochDay(today);
				boolean utc = on.getYear() >= 1950 && on.getYear() < 2050;
				String text = String.format(Locale.ROOT, utc ? "%02d%02d%02d" : "%04d%02d%02d",
						utc ? on.getYear() % 100 : on.getYear(), on.getMonthValue(), on.getDayOfMonth());
				date = text.getBytes(StandardCharsets.US_ASCII);
			}
			int second = (int) Math.floorMod(since, DAY);
			put(date.length == 6 ? 0x17 : 0x18);
			put(date.length + 7);
			put(date);
			digits(second / 3600);
			digits(second / 60 % 60);
			digits(second % 60);
			put('Z');
		}

		private void digits(int number) {
			put('0' + number / 10);
			put('0' + number % 10);
		}

		private void put(int octet) {
			entry[end++] = (byte) octet;
		}

		private void put(byte[] octets) {
			System.arraycopy(octets, 0, entry, end, octets.length);
			end += octets.length;
		}
	}
}
