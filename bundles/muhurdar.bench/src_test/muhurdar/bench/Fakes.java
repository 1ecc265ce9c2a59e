package muhurdar.bench;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

import muhurdar.api.CardJob;
import muhurdar.api.Cards;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.BatchState;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Decision;
import muhurdar.domain.DeskId;
import muhurdar.domain.KeyType;
import muhurdar.domain.OrderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.UserId;
import muhurdar.domain.Why;

/** Readers, cards and a store of a few lines each. */
final class Fakes {

	static final Bytes ATR = Bytes.ofHex("3B00");
	static final UserId USER = new UserId(new UUID(9, 9));
	static final DeskId DESK = new DeskId(new UUID(8, 8));
	static final Batch BATCH = Batch.plan(new BatchId(new UUID(1, 1)), "P-2026-000001", KeyType.EC_P256,
			new Decision(USER, Instant.EPOCH));
	static final Batch SECOND = Batch.plan(new BatchId(new UUID(1, 2)), "P-2026-000002", KeyType.EC_P256,
			new Decision(USER, Instant.EPOCH));

	private Fakes() {
	}

	static BundleContext context(Bundle... bundles) {
		return fake(BundleContext.class, Map.of("getBundles", bundles));
	}

	/** Declares one reader model, which is told by the beginning of its readers' names; its texts are empty. */
	static Bundle declaring(String model, Path folder) throws IOException {
		for (String file : List.of("model.svg", "model.properties", "model_tr.properties")) {
			Files.createFile(folder.resolve(file));
		}
		BundleCapability capability = fake(BundleCapability.class, Map.of("getAttributes", Map.of("id", "fake", "maker", "M",
				"model", model, "names", List.of(model), "usb", List.of("FFFF:FFFF"), "texts", "model")));
		BundleRevision revision = fake(BundleRevision.class, Map.of("getDeclaredCapabilities", List.of(capability)));
		return (Bundle) Proxy.newProxyInstance(Fakes.class.getClassLoader(), new Class<?>[] { Bundle.class },
				(self, method, with) -> switch (method.getName()) {
				case "adapt" -> revision;
				case "getEntry" -> folder.resolve((String) with[0]).toUri().toURL();
				default -> throw new AssertionError(method);
				});
	}

	private static <T> T fake(Class<T> type, Map<String, Object> answers) {
		return type.cast(Proxy.newProxyInstance(Fakes.class.getClassLoader(), new Class<?>[] { type },
				(self, method, with) -> answers.get(method.getName())));
	}

	static ChipSerial serial(int number) {
		return new ChipSerial("%024X".formatted(number));
	}

	/** A card that can be told at which of its methods it is pulled out. */
	static final class FakeCard implements SmartCard {

		private static final KeyPair KEYS = keys();
		final ChipSerial serial;
		final Bytes atr;
		String pulledAt = "";
		RuntimeException fails;
		Bytes key;
		Bytes certificate;
		boolean pin;
		boolean puk;
		boolean verified;
		boolean managed;
		/** Somebody puts the next card in its place as soon as it is let go. */
		boolean swapped;
		byte[] managementKey;

		FakeCard(int number, Bytes atr) {
			serial = Fakes.serial(number);
			this.atr = atr;
		}

		private static KeyPair keys() {
			try {
				KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
				generator.initialize(new ECGenParameterSpec("secp256r1"));
				return generator.generateKeyPair();
			} catch (GeneralSecurityException e) {
				throw new AssertionError(e);
			}
		}

		private void doing(String what) {
			if (what.equals(pulledAt)) {
				pulledAt = "";
				throw new ReaderFault(ReaderFault.Kind.CARD_GONE, what);
			}
		}

		@Override
		public ChipSerial serial() {
			doing("serial");
			if (fails != null) {
				throw fails;
			}
			return serial;
		}

		@Override
		public boolean blank() {
			return key == null;
		}

		@Override
		public void takeOver(Secret secret) {
			managementKey = secret.use(byte[]::clone);
		}

		@Override
		public Bytes generateKeyPair(KeyType type) {
			if (managed && managementKey == null) {
				throw new AssertionError("not taken over");
			}
			doing("key");
			once(key != null);
			key = Bytes.of(KEYS.getPublic().getEncoded());
			doing("key made");
			return key;
		}

		@Override
		public Optional<Bytes> publicKey() {
			doing("read");
			return Optional.ofNullable(key);
		}

		@Override
		public Bytes signBeforePin(Bytes tbs) {
			doing("csr");
			return sign(tbs);
		}

		@Override
		public void writeCertificate(Bytes certificateDer, String label) {
			doing("write");
			certificate = certificateDer;
		}

		@Override
		public Optional<Bytes> certificate() {
			return Optional.ofNullable(certificate);
		}

		@Override
		public void setPin(Secret secret) {
			doing("pin");
			once(pin);
			pin = true;
			doing("pin set");
		}

		@Override
		public void setPuk(Secret secret) {
			once(puk);
			puk = true;
			doing("puk set");
		}

		private static void once(boolean made) {
			if (made) {
				throw new CardFault("made already", 0x6985);
			}
		}

		@Override
		public boolean pinSet() {
			return pin;
		}

		@Override
		public boolean pukSet() {
			return puk;
		}

		@Override
		public OptionalInt pinTriesLeft() {
			return OptionalInt.of(3);
		}

		@Override
		public OptionalInt pukTriesLeft() {
			return puk ? OptionalInt.of(3) : OptionalInt.empty();
		}

		@Override
		public void verifyPinAtLastTry(Secret secret) {
			doing("verify");
			verified = true;
		}

		@Override
		public void unblock(Secret secret, Secret newPin) {
			throw new AssertionError("nobody asked for that");
		}

		@Override
		public Bytes sign(Bytes tbs) {
			try {
				Signature signature = Signature.getInstance("SHA256withECDSA");
				signature.initSign(KEYS.getPrivate());
				signature.update(tbs.toArray());
				return Bytes.of(signature.sign());
			} catch (GeneralSecurityException e) {
				throw new AssertionError(e);
			}
		}

		@Override
		public void logout() {
			doing("signed");
			verified = false;
		}

		@Override
		public KeyType keyType() {
			return key == null ? null : KeyType.EC_P256;
		}
	}

	/** Readers with a magazine of cards each: a card that is waited to be gone is gone. */
	static final class FakeReaders implements CardReaderDriver {

		final Map<String, Deque<FakeCard>> magazines = new TreeMap<>();
		final Set<String> threads = ConcurrentHashMap.newKeySet();
		volatile boolean broken;

		synchronized FakeReaders reader(String name, FakeCard... cards) {
			magazines.put(name, new ArrayDeque<>(List.of(cards)));
			notifyAll();
			return this;
		}

		synchronized void gone(String name) {
			magazines.remove(name);
			notifyAll();
		}

		@Override
		public synchronized List<ReaderName> readers() {
			if (broken) {
				throw new ReaderFault(ReaderFault.Kind.SERVICE_GONE, "broken");
			}
			return magazines.keySet().stream().map(name -> new ReaderName("fake", name)).toList();
		}

		private Deque<FakeCard> magazine(ReaderName reader) {
			Deque<FakeCard> cards = magazines.get(reader.name());
			if (cards == null) {
				throw new ReaderFault(ReaderFault.Kind.READER_GONE, reader.name());
			}
			return cards;
		}

		@Override
		public synchronized boolean cardPresent(ReaderName reader) {
			return !magazine(reader).isEmpty();
		}

		@Override
		public synchronized boolean awaitCard(ReaderName reader, boolean present, Duration timeout)
				throws InterruptedException {
			threads.add(Thread.currentThread().getName());
			if (!present) {
				magazine(reader).poll();
				return true;
			}
			if (magazine(reader).isEmpty() && timeout.isPositive()) {
				wait(timeout.toMillis());
			}
			return !magazine(reader).isEmpty();
		}

		@Override
		public synchronized CardChannel open(ReaderName reader) {
			FakeCard card = magazine(reader).peek();
			if (card != null && card.swapped && card.certificate != null) {
				magazine(reader).remove();
				card = magazine(reader).peek();
			}
			if (card == null) {
				throw new ReaderFault(ReaderFault.Kind.CARD_GONE, reader.name());
			}
			return new FakeChannel(card);
		}
	}

	/** Tells which card it is by a number; the profile works on the card itself. */
	static final class FakeChannel implements CardChannel {

		private static final Map<Integer, FakeCard> CARDS = new ConcurrentHashMap<>();
		private final FakeCard card;

		FakeChannel(FakeCard card) {
			this.card = card;
			CARDS.put(System.identityHashCode(card), card);
		}

		static FakeCard card(CardChannel channel) {
			return CARDS.get(ByteBuffer.wrap(channel.transmit(new byte[] { 0, (byte) 0xCA, 0, 0 })).getInt());
		}

		@Override
		public Bytes atr() {
			return card.atr;
		}

		@Override
		public byte[] transmit(byte[] command) {
			return ByteBuffer.allocate(6).putInt(System.identityHashCode(card)).putShort((short) 0x9000).array();
		}

		@Override
		public void close() {
			card.verified = false;
		}
	}

	static CardProfile profile(boolean managed) {
		return new CardProfile() {
			@Override
			public String id() {
				return "fake";
			}

			@Override
			public boolean managed() {
				return managed;
			}

			@Override
			public Recognition recognises(Bytes atr) {
				return atr.equals(ATR) ? Recognition.yes(Recognition.Reason.ATR_KNOWN, "fake")
						: Recognition.no(Recognition.Reason.ATR_FOREIGN, "");
			}

			@Override
			public SmartCard open(CardChannel channel) {
				return FakeChannel.card(channel);
			}
		};
	}

	/** So many orders, and what the bench said of each card. */
	static final class FakeCards {

		final Map<CardId, List<String>> said = new HashMap<>();
		final Map<CardId, ChipSerial> serials = new HashMap<>();
		final Set<ChipSerial> qualitySigned = new TreeSet<>();
		final Set<ChipSerial> checked = new TreeSet<>();
		final Set<ChipSerial> spoiled = new TreeSet<>();
		final Map<CardId, BatchId> batches = new HashMap<>();
		/** How often the store is away when this is called. */
		final Map<String, Integer> storeAway = new HashMap<>();
		boolean caAway;
		int orders;
		int ordersOfSecond;
		int paused;

		FakeCards(int orders) {
			this.orders = orders;
		}

		Cards service() {
			return (Cards) Proxy.newProxyInstance(Fakes.class.getClassLoader(), new Class<?>[] { Cards.class },
					(self, method, arguments) -> answer(method.getName(), arguments));
		}

		synchronized List<String> said(ChipSerial serial) {
			return serials.entrySet().stream().filter(entry -> entry.getValue().equals(serial))
					.flatMap(entry -> said.get(entry.getKey()).stream()).toList();
		}

		private synchronized Object answer(String name, Object[] with) {
			if (storeAway.merge(name, -1, Integer::sum) >= 0) {
				throw new Refusal(Why.STORE_UNREACHABLE);
			}
			CardId id = with[0] instanceof CardId card ? card : null;
			if (id != null) {
				said.get(id).add(name.equals("begin") || name.equals("done") ? name + " " + with[1] : name);
			}
			return switch (name) {
			case "remaining" -> with[0].equals(SECOND.id()) ? ordersOfSecond : orders;
			case "cardsOf" -> List.of();
			case "run" -> running((BatchId) with[0]);
			case "pause" -> paused(running((BatchId) with[0]).pause());
			case "draw" -> draw((BatchId) with[0], (ChipSerial) with[1]);
			case "certify" -> certify();
			case "sealPin" -> Secret.taking("271828".getBytes());
			case "managementKey" -> Secret.taking("314159265358979".getBytes());
			case "puk" -> Secret.taking("27182818".getBytes());
			case "sealed" -> Bytes.of((byte) 1);
			case "qualitySigned" -> qualitySigned.add(serials.get(id)) ? null : null;
			case "checked" -> checked(id);
			case "failed" -> failed(id);
			case "awaitingCheck" -> awaiting((ChipSerial) with[0]);
			case "find" -> found((ChipSerial) with[0]);
			case "begin", "continued", "done", "keyed", "written" -> null;
			case "giveUp" -> givenUp((ChipSerial) with[0]);
			default -> throw new AssertionError(name);
			};
		}

		private static Batch running(BatchId id) {
			return (id.equals(SECOND.id()) ? SECOND : BATCH).run(DESK, new Decision(USER, Instant.EPOCH));
		}

		private void count(BatchId batch, int more) {
			if (batch.equals(SECOND.id())) {
				ordersOfSecond += more;
			} else {
				orders += more;
			}
		}

		/** How many good cards. */
		synchronized long made(Batch of) {
			return batches.entrySet().stream().filter(entry -> entry.getValue().equals(of.id()))
					.filter(entry -> checked.contains(serials.get(entry.getKey()))).count();
		}

		private Batch paused(Batch batch) {
			paused++;
			return batch;
		}

		private Optional<CardJob> draw(BatchId batch, ChipSerial serial) {
			if ((batch.equals(SECOND.id()) ? ordersOfSecond : orders) == 0) {
				return Optional.empty();
			}
			count(batch, -1);
			CardId id = new CardId(UUID.randomUUID());
			serials.put(id, serial);
			batches.put(id, batch);
			said.put(id, new ArrayList<>(List.of("draw")));
			return Optional.of(new CardJob(id, serial, new OrderId(UUID.randomUUID()), "S-2026-000001", 7, KeyType.EC_P256,
					"AD", "SOYAD", "10000000146", Instant.EPOCH, Instant.EPOCH));
		}

		private Bytes certify() {
			if (caAway) {
				throw new Refusal(Why.CA_UNAVAILABLE);
			}
			return Bytes.of((byte) 2);
		}

		private Card givenUp(ChipSerial serial) {
			qualitySigned.remove(serial);
			return failed(serials.entrySet().stream().filter(entry -> entry.getValue().equals(serial)).map(Map.Entry::getKey)
					.findFirst().orElseThrow());
		}

		private Card card(CardId id, CardState state) {
			Card stock = Card.stock(id, serials.get(id), "fake", Instant.EPOCH);
			return state == CardState.SPOILED ? stock.spoil("", Instant.EPOCH) : stock;
		}

		private Card checked(CardId id) {
			checked.add(serials.get(id));
			return card(id, CardState.IN_STOCK);
		}

		private Card failed(CardId id) {
			count(batches.get(id), 1);
			boolean begun = said.get(id).contains("begin " + CardStep.KEY);
			if (begun) {
				spoiled.add(serials.get(id));
			}
			return card(id, begun ? CardState.SPOILED : CardState.IN_STOCK);
		}

		/** Only one that waits to be read is asked for. */
		private Optional<Card> found(ChipSerial serial) {
			return awaiting(serial).map(id -> Card.stock(id, serial, "fake", Instant.EPOCH).reserve(batches.get(id),
					new OrderId(new UUID(3, 3)), 7, USER, Instant.EPOCH));
		}

		private Optional<CardId> awaiting(ChipSerial serial) {
			return qualitySigned.contains(serial) && !checked.contains(serial)
					? serials.entrySet().stream().filter(entry -> entry.getValue().equals(serial)).map(Map.Entry::getKey)
							.findFirst()
					: Optional.empty();
		}

		BatchState state() {
			return paused == 0 ? BatchState.RUNNING : BatchState.PAUSED;
		}
	}
}
