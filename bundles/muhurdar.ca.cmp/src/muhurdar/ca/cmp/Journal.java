package muhurdar.ca.cmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import muhurdar.api.DataFolder;
import muhurdar.api.spi.CaFault;
import muhurdar.domain.Bytes;
import muhurdar.pki.SafeFile;

/**
 * What was asked of the CA and what it answered, a file for each step of a request, synced before the next step. A file
 * that cannot be written or read is UNAVAILABLE: nothing is sent without it.
 */
final class Journal {

	enum Step {
		/** The certificate is wanted on hold; written first. */
		HOLD,
		/** The first message; written before it is sent. */
		SENT,
		/** An answer that does not end the transaction yet. */
		ANSWERED,
		/** The certificate, or nothing for a change: it is done. */
		DONE,
		/** Why it is not done and never will be, UTF-8. */
		REFUSED
	}

	private final DataFolder data;

	Journal(DataFolder data) {
		this.data = data;
	}

	private Path file(UUID id, Step step) {
		return data.path("cmp", id + "." + step.name().toLowerCase(Locale.ROOT));
	}

	Optional<Bytes> read(UUID id, Step step) {
		try {
			return Optional.of(Bytes.of(Files.readAllBytes(file(id, step))));
		} catch (NoSuchFileException e) {
			return Optional.empty();
		} catch (IOException e) {
			throw unusable(e);
		}
	}

	void write(UUID id, Step step, Bytes content) {
		try {
			SafeFile.write(file(id, step), content.toArray());
		} catch (IOException e) {
			throw unusable(e);
		}
	}

	/** What ended needs nothing but its end. */
	void end(UUID id, Step end, Bytes content) {
		write(id, end, content);
		forget(id, Step.ANSWERED);
		forget(id, Step.SENT);
		forget(id, Step.HOLD);
	}

	void refused(UUID id, String why) {
		end(id, Step.REFUSED, Bytes.of(why.getBytes(StandardCharsets.UTF_8)));
	}

	Optional<String> refused(UUID id) {
		return read(id, Step.REFUSED).map(why -> new String(why.toArray(), StandardCharsets.UTF_8));
	}

	/** Only of a message that nobody can have got. */
	void forget(UUID id, Step step) {
		try {
			Files.deleteIfExists(file(id, step));
		} catch (IOException e) {
			throw unusable(e);
		}
	}

	private static CaFault unusable(IOException e) {
		return new CaFault(CaFault.Kind.UNAVAILABLE, "the journal of CMP requests cannot be used: " + e.getMessage(), e);
	}
}
