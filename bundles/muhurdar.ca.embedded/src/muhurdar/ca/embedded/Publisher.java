package muhurdar.ca.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.domain.Bytes;
import muhurdar.pki.Crl;
import muhurdar.pki.CrlWriter;
import muhurdar.pki.KeyFile;
import muhurdar.pki.PkiFault;
import muhurdar.pki.SafeFile;

/** Signs CRLs, writes them to the folder and serves them. Not thread-safe, but for {@link #crl}. */
final class Publisher implements AutoCloseable {

	static final Duration LIFE = Duration.ofHours(24);

	private static final int USUAL_PORT = 8780;
	private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

	private final CaFolder folder;
	private final Locations locations;
	private volatile @Nullable Bytes crl;
	private @Nullable PublicFiles door;
	private @Nullable Bytes rootCrl;

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

	/** As published last, null before the first time. */
	@Nullable
	Bytes crl() {
		return crl;
	}

	/** Signs and publishes the lists of the issuing CA and of the root, whose own is always empty. */
	void publish(CaKeys keys, Collection<Crl.Entry> entries, Instant now) throws IOException {
		Bytes signed = write(keys.issuing(), Locations.CRL, entries, now);
		Bytes signedRoot = write(keys.root(), Locations.ROOT_CRL, List.of(), now);
		for (String file : List.of(Locations.CERTIFICATE, Locations.ROOT_CERTIFICATE)) {
			if (!Files.exists(folder.file(file))) {
				SafeFile.publish(folder.file(file), certificate(keys, file).toArray());
			}
		}
		crl = signed;
		rootCrl = signedRoot;
		openDoor();
		show(keys);
	}

	private Bytes write(KeyFile.Entry issuer, String file, Collection<Crl.Entry> entries, Instant now)
			throws IOException {
		Path path = folder.file(file);
		Bytes signed = new CrlWriter(issuer.certificate(), issuer.key()).write(number(path, now), now, now.plus(LIFE),
				entries);
		SafeFile.publish(path, signed.toArray());
		return signed;
	}

	/** Always larger than the last one: the time in seconds, or one more if that is not enough. */
	private static BigInteger number(Path last, Instant now) throws IOException {
		var time = BigInteger.valueOf(now.getEpochSecond());
		if (!Files.exists(last)) {
			return time;
		}
		try {
			return Crl.read(Bytes.of(Files.readAllBytes(last))).number().add(BigInteger.ONE).max(time);
		} catch (PkiFault damaged) {
			LOG.warn("CRL file {} is damaged and is written anew", last.getFileName(), damaged);
			return time;
		}
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

	private void show(CaKeys keys) {
		PublicFiles open = door;
		Bytes list = crl;
		Bytes rootList = rootCrl;
		if (open != null && list != null && rootList != null) {
			open.put(Locations.CRL, "application/pkix-crl", list);
			open.put(Locations.ROOT_CRL, "application/pkix-crl", rootList);
			for (String file : List.of(Locations.CERTIFICATE, Locations.ROOT_CERTIFICATE)) {
				open.put(file, "application/pkix-cert", certificate(keys, file));
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
