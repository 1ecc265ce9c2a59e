package muhurdar.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import muhurdar.api.BatchPlan;
import muhurdar.api.Bell;
import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.Store;
import muhurdar.card.akis.AkisProfile;
import muhurdar.card.akis.Iso7816Dialect;
import muhurdar.cards.HallCards;
import muhurdar.domain.Actor;
import muhurdar.domain.Address;
import muhurdar.domain.Batch;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.Decision;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.HolderId;
import muhurdar.domain.Institution;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.Right;
import muhurdar.domain.Role;
import muhurdar.domain.Secret;
import muhurdar.domain.User;
import muhurdar.domain.UserId;
import muhurdar.domain.Uuid7;
import muhurdar.holders.MasterKeySecrets;
import muhurdar.holders.VaultPinSealer;
import muhurdar.settings.FileSettings;
import muhurdar.settings.PasswordFile;
import muhurdar.simulators.LocalDesk;
import muhurdar.store.jdbc.JdbcStore;

/**
 * The whole line without a framework, for releng/bench: store, card office, vault, TEST CA and one simulated reader whose
 * cards take no time; the cards' and the CA's own time is told apart. Of the bench's package, to reach {@link Making}.
 */
final class BatchLine implements AutoCloseable {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
	private static final Duration NOW = Duration.ofSeconds(5);

	private final Clock clock = Clock.systemUTC();
	private final DataFolder data;
	private final FileSettings settings;
	private final PasswordFile passwords;
	private final JdbcStore store;
	private final HallCards cards;
	private final LocalDesk desk;
	private final ReaderName reader;
	private final Recorders recorders = new Recorders(clock);
	private final Medians medians = new Medians();
	private final Runs runs = new Runs();
	private final Board board = new Board(clock, medians, () -> {});
	private final List<CardProfile> profiles = List.of(new AkisProfile(new Iso7816Dialect()));
	/** Nanoseconds that the card in the reader and the CA have taken for themselves, and the processor's in this thread. */
	private final AtomicLong elsewhere = new AtomicLong();
	private final AtomicLong elsewhereBusy = new AtomicLong();
	private final List<ChipSerial> blank = new ArrayList<>();
	private CertificateAuthority ca;
	private InstitutionId institution;
	private UserId orderer;
	private User approver;
	private Actor producer;
	private int people;

	BatchLine(Path folder) throws Exception {
		Files.createDirectories(folder);
		data = (first, more) -> {
			Path path = folder.resolve(Path.of(first, more));
			try {
				Files.createDirectories(path.getParent());
			} catch (IOException e) {
				throw new IllegalStateException(e);
			}
			return path;
		};
		settings = new FileSettings(data);
		passwords = new PasswordFile(data);
		store = new JdbcStore(data, settings, passwords, clock);
		Bell bell = (topic, id) -> {};
		cards = new HallCards(store, bell, clock, settings, data, new VaultPinSealer(data, passwords),
				new MasterKeySecrets(data, passwords, settings));
		openCa();
		Field authority = HallCards.class.getDeclaredField("authority");
		authority.setAccessible(true);
		authority.set(cards, new Timed());
		Method start = HallCards.class.getDeclaredMethod("start");
		start.setAccessible(true);
		start.invoke(cards);
		desk = new LocalDesk(folder.resolve("simulator"), new LocalDesk.Options(1, 1, 1, 0, false, NOW));
		reader = desk.readers().getFirst();
		board.readers(List.of(reader));
		staff();
	}

	/** The database, as the store opens it. */
	Path database() {
		return data.path("db", "muhurdar");
	}

	void openCa() throws Exception {
		Class<?> keys = Class.forName("muhurdar.ca.embedded.KeyChoice");
		Method file = keys.getDeclaredMethod("file", KeyStorePasswords.class);
		file.setAccessible(true);
		var made = Class.forName("muhurdar.ca.embedded.EmbeddedCa").getDeclaredConstructor(DataFolder.class, keys, Clock.class);
		made.setAccessible(true);
		ca = (CertificateAuthority) made.newInstance(data, file.invoke(null, passwords), clock);
	}

	/** Nothing of the CA stays in memory; the next {@link #openCa} reads its log again. */
	void closeCa() throws Exception {
		Method close = ca.getClass().getDeclaredMethod("close");
		close.setAccessible(true);
		close.invoke(ca);
		ca = null;
	}

	private void staff() {
		store.write(Actor.SYSTEM, Right.RUN_DEMO, "bench", tx -> {
			institution = tx.institutions().put(new Institution(new InstitutionId(Uuid7.next(tx.now())), 0, "Deneme", "Ankara"))
					.id();
			orderer = tx.users().put(user("a", Role.OPERATOR)).id();
			approver = tx.users().put(user("b", Role.OPERATOR));
			producer = new Actor(tx.users().put(user("c", Role.PRODUCTION)).id(), UUID.randomUUID());
			tx.note("demo", "seeded", "bench");
			return true;
		});
	}

	private User user(String login, Role role) {
		return new User(new UserId(Uuid7.next(clock.instant())), 0, login, login, Set.of(role), null, null, null, null);
	}

	/** Approved orders of as many people, planned as one batch, with keys and blank cards ready. */
	Batch plan(KeyType type, int n) {
		store.write(Actor.SYSTEM, Right.RUN_DEMO, "bench", tx -> {
			for (int i = 0; i < n; i++) {
				Holder holder = tx.holders().put(person(tx.today()));
				Order order = Order.submit(new OrderId(Uuid7.next(tx.now())), "B-" + people, OrderKind.NEW, holder, null, type,
						new Consent(ConsentKind.E_ONAY, tx.today(), "E-Onay"), new Decision(orderer, tx.now()));
				tx.orders().put(order.approve(approver, tx.now()));
			}
			return n;
		});
		desk.prepareKeys(type, n);
		List<ChipSerial> made = desk.makeBlank(n);
		cards.receive(made, "akis", Actor.SYSTEM);
		blank.addAll(made);
		return cards.plan(new BatchPlan(type, null, List.of(), n), producer);
	}

	private Holder person(LocalDate today) {
		String nine = String.valueOf(100_000_000 + 7 * ++people);
		int odd = 0;
		int even = 0;
		for (int i = 0; i < 9; i++) {
			int digit = nine.charAt(i) - '0';
			odd += i % 2 == 0 ? digit : 0;
			even += i % 2 == 0 ? 0 : digit;
		}
		int tenth = Math.floorMod(7 * odd - even, 10);
		return new Holder(new HolderId(Uuid7.next(clock.instant())), 0, nine + tenth + (odd + even + tenth) % 10, "IŞIL",
				"ÖZDEMİR " + (char) ('A' + people % 26), institution, HolderCondition.ACTIVE, "a@example.invalid",
				"+905550000000",
				new Address("Sokak 1", "Çankaya", "Ankara", "06000"), today);
	}

	/** Nanoseconds by the clock, and of the processor in the present thread. */
	record Spent(long wall, long busy) {

		static Spent now() {
			return new Spent(System.nanoTime(), THREADS.getCurrentThreadCpuTime());
		}

		Spent till(Spent later) {
			return new Spent(later.wall - wall, later.busy - busy);
		}
	}

	/** A run of a planned batch: one card after the other. */
	final class Run {

		Run(Batch batch, int orders) {
			runs.add(cards.run(batch.id(), producer), producer, orders, List.of(), runs::remove, lost -> {
				throw new IllegalStateException("a card was lost");
			});
		}

		/** The next card, from its insertion to its end; the card's and the CA's own time is left out. */
		Spent card() {
			desk.insert(reader, blank.removeFirst());
			elsewhere.set(0);
			elsewhereBusy.set(0);
			Spent begun = Spent.now();
			Making making = new Making(cards, profiles, new Driver(), recorders, reader, board, medians, runs);
			Making.End end = making.make();
			making.leavesRun();
			Spent all = begun.till(Spent.now());
			desk.remove(reader);
			if (end != Making.End.GOOD) {
				throw new IllegalStateException(end + " " + making.refusal());
			}
			return new Spent(all.wall() - elsewhere.get(), all.busy() - elsewhereBusy.get());
		}
	}

	/** @param ours whether it is done by the thread that makes the card */
	private <T> T timed(boolean ours, Supplier<T> work) {
		Spent begun = Spent.now();
		try {
			return work.get();
		} finally {
			Spent spent = begun.till(Spent.now());
			elsewhere.addAndGet(spent.wall());
			elsewhereBusy.addAndGet(ours ? spent.busy() : 0);
		}
	}

	/** The simulated reader; what it takes is the card's. */
	private final class Driver implements CardReaderDriver {

		@Override
		public List<ReaderName> readers() {
			return desk.readers();
		}

		@Override
		public boolean cardPresent(ReaderName name) {
			return timed(true, () -> desk.cardPresent(name));
		}

		@Override
		public boolean awaitCard(ReaderName name, boolean present, Duration timeout) throws InterruptedException {
			return desk.awaitCard(name, present, timeout);
		}

		@Override
		public CardChannel open(ReaderName name) {
			CardChannel channel = timed(true, () -> desk.open(name));
			return new CardChannel() {
				@Override
				public Bytes atr() {
					return timed(true, channel::atr);
				}

				@Override
				public byte[] transmit(byte[] command) {
					return timed(true, () -> channel.transmit(command));
				}

				@Override
				public byte[] transmitSecret(Secret command) {
					return timed(true, () -> channel.transmitSecret(command));
				}

				@Override
				public void close() {
					timed(true, () -> {
						channel.close();
						return true;
					});
				}
			};
		}
	}

	/** The TEST CA, whose time is its own. */
	private final class Timed implements CertificateAuthority {

		@Override
		public String id() {
			return ca.id();
		}

		@Override
		public boolean test() {
			return true;
		}

		@Override
		public Issued issue(IssueRequest request) {
			return timed(false, () -> ca.issue(request));
		}

		@Override
		public Optional<Issued> find(UUID requestId) {
			return ca.find(requestId);
		}

		@Override
		public void change(StatusChange change) {
			ca.change(change);
		}

		@Override
		public void publish() {
			ca.publish();
		}

		@Override
		public URI crlLocation() {
			return ca.crlLocation();
		}

		@Override
		public Bytes crl() {
			return ca.crl();
		}

		@Override
		public List<Bytes> chain() {
			return ca.chain();
		}
	}

	@Override
	public void close() throws Exception {
		desk.close();
		closeCa();
		Method close = JdbcStore.class.getDeclaredMethod("close");
		close.setAccessible(true);
		close.invoke(store);
	}
}
