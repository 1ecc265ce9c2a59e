package muhurdar.ca.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.pki.CertificateInfo;
import muhurdar.pki.OcspStatus;
import muhurdar.pki.PkiFault;

/**
 * Answers signed beforehand, in a file beside the CA's log, a part of it in memory. What is lost with the file is signed
 * again when it is asked for. Thread-safe.
 */
final class OcspReady implements AutoCloseable {

	/** MiB of the file that are kept in memory. */
	private static final int CACHE = 16;
	private static final int HEAD = Long.BYTES * 3 + 2;
	private static final Logger LOG = LoggerFactory.getLogger(OcspReady.class);

	/**
	 * @param status that it tells: once the CA says something else, it counts no more
	 * @param der the signed response, never changed
	 */
	record Answer(OcspStatus status, Instant thisUpdate, Instant nextUpdate, byte[] der) {
	}

	private final MVStore store;
	private final MVMap<String, byte[]> answers;

	/** @param issuer answers of another one are not found */
	OcspReady(Path file, CertificateInfo issuer) {
		store = open(file);
		answers = store.openMap(issuer.serialNumber());
	}

	private static MVStore open(Path file) {
		try {
			return opened(file);
		} catch (MVStoreException damaged) {
			LOG.warn("answers signed beforehand cannot be read and are made anew", damaged);
			try {
				Files.deleteIfExists(file);
			} catch (IOException e) {
				throw new PkiFault("answers signed beforehand cannot be made anew", e);
			}
			return opened(file);
		}
	}

	private static MVStore opened(Path file) {
		return new MVStore.Builder().fileName(file.toString()).cacheSize(CACHE).open();
	}

	/** @param key whatever the answer depends on */
	Optional<Answer> get(String key) {
		byte[] found = answers.get(key);
		return found == null ? Optional.empty() : Optional.of(decoded(found));
	}

	void put(String key, Answer answer) {
		answers.put(key, encoded(answer));
	}

	/** Keys of the answers that end before this moment. */
	List<String> endingBefore(Instant moment) {
		List<String> ending = new ArrayList<>();
		for (var each : answers.entrySet()) {
			if (decoded(each.getValue()).nextUpdate().isBefore(moment)) {
				ending.add(each.getKey());
			}
		}
		return ending;
	}

	void clear() {
		answers.clear();
	}

	private static byte[] encoded(Answer answer) {
		Instant since = answer.status().since();
		return ByteBuffer.allocate(HEAD + answer.der().length).put((byte) answer.status().kind().ordinal())
				.put((byte) answer.status().reason()).putLong(since == null ? 0 : since.toEpochMilli())
				.putLong(answer.thisUpdate().toEpochMilli()).putLong(answer.nextUpdate().toEpochMilli())
				.put(answer.der()).array();
	}

	private static Answer decoded(byte[] value) {
		ByteBuffer in = ByteBuffer.wrap(value);
		OcspStatus.Kind kind = OcspStatus.Kind.values()[in.get()];
		int reason = in.get();
		long since = in.getLong();
		@Nullable Instant from = kind == OcspStatus.Kind.REVOKED ? Instant.ofEpochMilli(since) : null;
		Instant thisUpdate = Instant.ofEpochMilli(in.getLong());
		Instant nextUpdate = Instant.ofEpochMilli(in.getLong());
		byte[] der = new byte[in.remaining()];
		in.get(der);
		return new Answer(new OcspStatus(kind, from, reason), thisUpdate, nextUpdate, der);
	}

	@Override
	public void close() {
		store.close();
	}
}
