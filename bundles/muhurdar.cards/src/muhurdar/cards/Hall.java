package muhurdar.cards;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.DataFolder;
import muhurdar.api.Settings;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Batch;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardStep;
import muhurdar.domain.Desk;
import muhurdar.domain.DeskId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/**
 * This place of production, a desk among others at the same store: its id, the lock by which only one process makes cards from one data
 * folder, and the cards that this process is making. Whatever the journal says of this place and this process is not
 * making was left behind by a process that died. Thread-safe.
 */
final class Hall implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Hall.class);

	private final Settings settings;
	private final Path lockPath;
	private final DeskId id;
	private final Set<CardId> underWay = ConcurrentHashMap.newKeySet();
	private final Map<CardId, Card> known = new ConcurrentHashMap<>();
	private final Map<CardId, CardStep> announced = new ConcurrentHashMap<>();
	private @Nullable RandomAccessFile lockFile;

	Hall(DataFolder data, Settings settings) {
		this.settings = settings;
		lockPath = data.path("hall.lock");
		id = id(data.path("hall.name"));
	}

	private static DeskId id(Path file) {
		try {
			if (!Files.exists(file)) {
				Files.writeString(file, UUID.randomUUID().toString(), StandardCharsets.US_ASCII);
			}
			return new DeskId(UUID.fromString(Files.readString(file, StandardCharsets.US_ASCII).strip()));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Kept in the data folder: unique among all desks of one store, and the same after a restart. */
	DeskId id() {
		return id;
	}

	/** Whether that is this desk. At a store that is a file of the data folder there is no other. */
	boolean isHere(@Nullable DeskId desk) {
		return Objects.equals(id, desk) || settings.get(Settings.STORE_URL).isEmpty();
	}

	/** Stores that this desk is at work. */
	DeskId seen(Tx tx) {
		Optional<Desk> known = tx.desks().find(id);
		return tx.desks().put(known.isPresent() ? known.get().seen(computer(), tx.now()) : Desk.first(id, computer(), tx.now()))
				.id();
	}

	private String computer() {
		String named = settings.get(Settings.DESK_NAME);
		if (!named.isEmpty()) {
			return named;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		} catch (UnknownHostException e) {
			LOG.info("this computer does not know its own name", e);
			return id.toString();
		}
	}

	/** Refuses a batch that runs at another desk. */
	void mustBeHere(Tx tx, Batch batch) {
		DeskId desk = batch.desk();
		if (desk != null && !isHere(desk)) {
			throw new Refusal(Why.BATCH_ELSEWHERE, batch.number(), tx.desks().get(desk).shown());
		}
	}

	/** Takes this place for this process, until {@link #close}. @return false if another process has it */
	synchronized boolean take() {
		if (lockFile != null) {
			return true;
		}
		try {
			var file = new RandomAccessFile(lockPath.toFile(), "rw");
			@Nullable FileLock lock = file.getChannel().tryLock();
			if (lock == null) {
				file.close();
				return false;
			}
			lockFile = file;
			return true;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Refuses if another process makes cards here. */
	void mustBeOurs() {
		if (!take()) {
			throw new Refusal(Why.STORE_IN_USE, lockPath);
		}
	}

	void begins(CardId card) {
		underWay.add(card);
	}

	void ends(CardId card) {
		underWay.remove(card);
		known.remove(card);
		announced.remove(card);
	}

	/** A card under way as it was stored last: saves reading it again. */
	Card knows(Card card) {
		if (underWay.contains(card.id())) {
			known.put(card.id(), card);
		}
		return card;
	}

	Optional<Card> known(CardId card) {
		return Optional.ofNullable(known.get(card));
	}

	/** The beginning of the next step stands in the journal already, written with the end of the one before. */
	void announces(CardId card, CardStep next) {
		announced.put(card, next);
	}

	/** @return whether the journal has the beginning of this step; true once */
	boolean announced(CardId card, CardStep step) {
		return announced.remove(card, step);
	}

	boolean underWay(CardId card) {
		return underWay.contains(card);
	}

	@Override
	public synchronized void close() {
		RandomAccessFile file = lockFile;
		if (file != null) {
			try {
				file.close();
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
			lockFile = null;
		}
	}
}
