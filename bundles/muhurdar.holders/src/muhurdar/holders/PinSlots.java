package muhurdar.holders;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

import muhurdar.domain.Bytes;
import muhurdar.domain.CardId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The file with the wrapped per-PIN keys: a header, then slots of 512 bytes that are numbered from 0 and never used
 * twice. A slot is on the disk when {@link #add} returns and gone from it when {@link #shred} does. Each carries a
 * checksum, so that one torn by a killed process is told from a whole one; the length of the file says which number
 * comes next. Thread-safe; one process at a time adds.
 */
final class PinSlots implements AutoCloseable {

	static final int SLOT = 512;
	private static final int HEADER = 512;
	private static final byte[] TITLE = "MUHURDAR PIN SLOTS 1\n".getBytes(StandardCharsets.US_ASCII);
	private static final int VAULT_AT = 64;
	private static final int KEY_AT = 22;
	private static final int SUM_AT = SLOT - 4;
	private static final int USED = 0x50494E31;
	private static final int GONE = 0x474F4E45;

	private final Path path;
	// not a FileChannel: an interrupt of the calling thread would close it under everybody
	private final RandomAccessFile file;
	private @Nullable FileLock lock;
	private @Nullable RandomAccessFile lockFile;

	/** What a slot holds. TORN: begun by a killed process and never handed out, or never written. */
	enum State {
		KEY, SHREDDED, TORN
	}

	private PinSlots(Path path, RandomAccessFile file) {
		this.path = path;
		this.file = file;
	}

	/**
	 * Opens the file for adding, made if absent.
	 *
	 * @param vault SHA-256 of the public key for which the keys are wrapped; a file of another vault is not opened
	 */
	static PinSlots open(Path path, Bytes vault) {
		try {
			var slots = new PinSlots(path, new RandomAccessFile(path.toFile(), "rw"));
			slots.start(vault);
			return slots;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Opens the file for reading only. */
	static PinSlots read(Path path) {
		try {
			return new PinSlots(path, new RandomAccessFile(path.toFile(), "r"));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void start(Bytes vault) throws IOException {
		byte[] header = header(vault);
		if (file.length() < HEADER) {
			file.seek(0);
			file.write(header);
			file.getFD().sync();
			syncFolder();
			return;
		}
		byte[] found = new byte[HEADER];
		file.seek(0);
		file.readFully(found);
		if (!Arrays.equals(header, found)) {
			throw new IOException(path + " belongs to another vault or is damaged");
		}
	}

	private static byte[] header(Bytes vault) {
		byte[] header = new byte[HEADER];
		System.arraycopy(TITLE, 0, header, 0, TITLE.length);
		System.arraycopy(vault.toArray(), 0, header, VAULT_AT, vault.length());
		return summed(header);
	}

	private void syncFolder() throws IOException {
		if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			try (var folder = FileChannel.open(path.toAbsolutePath().getParent())) {
				folder.force(true);
			}
		}
	}

	/** Writes a key into a new slot and syncs it. @return the slot's number */
	int add(CardId card, Bytes wrappedKey) {
		byte[] slot = slot(USED, card.value(), wrappedKey);
		try {
			int number;
			synchronized (this) {
				lockForAdding();
				number = count();
				file.seek(at(number));
				file.write(slot);
			}
			file.getFD().sync();
			return number;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Overwrites the whole slot where it lies and syncs it; again is no harm. */
	void shred(int number) {
		try {
			synchronized (this) {
				mustExist(number);
				file.seek(at(number));
				file.write(slot(GONE, new UUID(0, 0), Bytes.of()));
			}
			file.getFD().sync();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The wrapped key of a slot, if it is whole, not shredded, and that card's. */
	Optional<Bytes> key(int number, CardId card) {
		ByteBuffer slot = ByteBuffer.wrap(bytes(number));
		if (state(slot.array()) != State.KEY
				|| !card.value().equals(new UUID(slot.getLong(4), slot.getLong(12)))) {
			return Optional.empty();
		}
		return Optional.of(Bytes.of(Arrays.copyOfRange(slot.array(), KEY_AT, KEY_AT + slot.getShort(20))));
	}

	State state(int number) {
		return state(bytes(number));
	}

	/** How many numbers have been given out; a last slot that was begun but not ended counts. */
	synchronized int count() {
		try {
			return (int) ((file.length() - HEADER + SLOT - 1) / SLOT);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static State state(byte[] slot) {
		byte[] sum = Arrays.copyOfRange(slot, SUM_AT, SLOT);
		if (!Arrays.equals(sum, Arrays.copyOfRange(summed(slot.clone()), SUM_AT, SLOT))) {
			return State.TORN;
		}
		return switch (ByteBuffer.wrap(slot).getInt()) {
		case USED -> State.KEY;
		case GONE -> State.SHREDDED;
		default -> State.TORN;
		};
	}

	private synchronized byte[] bytes(int number) {
		try {
			mustExist(number);
			byte[] slot = new byte[SLOT];
			file.seek(at(number));
			int have = (int) Math.min(SLOT, file.length() - at(number));
			file.readFully(slot, 0, have);
			return slot;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void mustExist(int number) {
		if (number < 0 || number >= count()) {
			throw new IllegalArgumentException("no PIN slot " + number);
		}
	}

	private void lockForAdding() throws IOException {
		if (lock != null) {
			return;
		}
		var beside = new RandomAccessFile(path.resolveSibling("pins.lock").toFile(), "rw");
		FileLock got = beside.getChannel().tryLock();
		if (got == null) {
			beside.close();
			throw new Refusal(Why.STORE_IN_USE, path);
		}
		lockFile = beside;
		lock = got;
	}

	private static long at(int number) {
		return HEADER + (long) number * SLOT;
	}

	private static byte[] slot(int kind, UUID card, Bytes key) {
		ByteBuffer slot = ByteBuffer.allocate(SLOT);
		slot.putInt(kind).putLong(card.getMostSignificantBits()).putLong(card.getLeastSignificantBits());
		slot.putShort((short) key.length()).put(key.toArray());
		return summed(slot.array());
	}

	private static byte[] summed(byte[] block) {
		var sum = new CRC32C();
		sum.update(block, 0, SUM_AT);
		ByteBuffer.wrap(block).putInt(SUM_AT, (int) sum.getValue());
		return block;
	}

	@Override
	public synchronized void close() {
		try {
			file.close();
			RandomAccessFile locked = lockFile;
			if (locked != null) {
				locked.close();
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
