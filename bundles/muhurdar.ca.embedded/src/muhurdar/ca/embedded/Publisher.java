package muhurdar.ca.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.domain.Bytes;
import muhurdar.pki.CrlWriter;
import muhurdar.pki.SafeFile;

/**
 * Signs CRLs, writes them to the folder and serves them. With each full list goes a delta CRL of the same number, which holds
 * what changed since the oldest full list that is still in force: it serves everybody. Not thread-safe, but for {@link #crl}.
 */
final class Publisher implements AutoCloseable {

	static final Duration LIFE = Duration.ofHours(24);

	private static final int USUAL_PORT = 8780;
	private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

	private final CaFolder folder;
	private final Locations locations;
	private @Nullable PublicFiles door;
	private @Nullable OcspResponder ocsp;

	/** Finds the port; the usual one, or at first start another if that is taken. */
	Publisher(CaFolder folder) throws IOException {
		this.folder = folder;
		if (folder.port() == 0) {
			PublicFiles opened = firstDoor();
			door = opened;
			folder.keepPort(opened.port());
		}
		locations = new Locations(folder.port());
		openDoor();
	}

	Locations locations() {
		return locations;
	}

	URI crlLocation() {
		return locations.of(Locations.CRL);
	}

	URI ocspLocation() {
		return locations.of(Locations.OCSP);
	}

	/** Who answers there from the next publication on. */
	void show(OcspResponder responder) {
		ocsp = responder;
	}

	/** As published last. */
	Bytes crl() throws IOException {
		return Bytes.of(Files.readAllBytes(folder.file(Locations.CRL)));
	}

	/**
	 * Signs and publishes the lists of the issuing CA and of the root, whose own is always empty.
	 *
	 * @return the version that was published
	 */
	long publish(CaKeys keys, Register register, Instant now) throws IOException {
		Instant ends = now.plus(LIFE);
		long version;
		try (Snapshot snapshot = register.snapshot()) {
			version = snapshot.version();
			var fresh = new Register.Published(number(register, now), version);
			Register.Published base = register.oldestAlive(now).orElse(fresh);
			register.publishing(fresh, ends); // the number is used up, whatever comes
			var writer = new CrlWriter(keys.issuing().certificate(), keys.issuing().key());
			writer.write(folder.file(Locations.DELTA_CRL), new CrlWriter.Head(fresh.number(), now, ends, base.number(), null),
					sink -> snapshot.changedSince(base.version(), sink));
			writer.write(folder.file(Locations.CRL),
					new CrlWriter.Head(fresh.number(), now, ends, null, locations.of(Locations.DELTA_CRL)), snapshot::listed);
			new CrlWriter(keys.root().certificate(), keys.root().key()).write(folder.file(Locations.ROOT_CRL),
					new CrlWriter.Head(fresh.number(), now, ends), sink -> {
						// the root revokes nothing
					});
		}
		for (String file : List.of(Locations.CERTIFICATE, Locations.ROOT_CERTIFICATE)) {
			if (!Files.exists(folder.file(file))) {
				SafeFile.publish(folder.file(file), certificate(keys, file).toArray());
			}
		}
		openDoor();
		show();
		return version;
	}

	/** Always larger than the last one: the time in seconds, or one more if that is not enough. */
	private static BigInteger number(Register register, Instant now) {
		var time = BigInteger.valueOf(now.getEpochSecond());
		return register.newest().map(last -> last.number().add(BigInteger.ONE).max(time)).orElse(time);
	}

	private static PublicFiles firstDoor() throws IOException {
		try {
			return new PublicFiles(USUAL_PORT);
		} catch (IOException taken) {
			LOG.info("port {} is taken, the CRL gets another one", USUAL_PORT);
			return new PublicFiles(0);
		}
	}

	/** The port is in the certificates, so no other one will do: if it is taken now, the next publication tries again. */
	private void openDoor() {
		if (door == null) {
			try {
				door = new PublicFiles(locations.port());
			} catch (IOException e) {
				LOG.error("CRL cannot be served, port {} is taken by another process", locations.port(), e);
			}
		}
	}

	private void show() {
		PublicFiles open = door;
		if (open != null) {
			for (String list : List.of(Locations.CRL, Locations.DELTA_CRL, Locations.ROOT_CRL)) {
				open.put(folder.file(list), "application/pkix-crl");
			}
			for (String certificate : List.of(Locations.CERTIFICATE, Locations.ROOT_CERTIFICATE)) {
				open.put(folder.file(certificate), "application/pkix-cert");
			}
			OcspResponder responder = ocsp;
			if (responder != null) {
				open.put(Locations.OCSP, responder);
			}
		}
	}

	private static Bytes certificate(CaKeys keys, String file) {
		List<Bytes> chain = keys.chain();
		return file.equals(Locations.CERTIFICATE) ? chain.getFirst() : chain.getLast();
	}

	@Override
	public void close() {
		PublicFiles open = door;
		if (open != null) {
			open.close();
		}
	}
}
