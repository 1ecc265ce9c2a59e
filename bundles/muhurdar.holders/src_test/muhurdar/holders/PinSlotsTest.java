package muhurdar.holders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.domain.Bytes;
import muhurdar.domain.CardId;
import muhurdar.domain.Uuid7;

class PinSlotsTest {

	private static final Bytes VAULT = Bytes.of(new byte[32]);
	private final CardId card = new CardId(Uuid7.next(java.time.Instant.EPOCH));
	private final Bytes key = Bytes.of("a wrapped key that nobody else has".getBytes(StandardCharsets.US_ASCII));

	@TempDir
	Path folder;

	private Path file() {
		return folder.resolve("pins.slots");
	}

	@Test
	void aKeyIsFoundAgainAfterTheFileWasClosed() {
		int slot;
		try (PinSlots slots = PinSlots.open(file(), VAULT)) {
			slot = slots.add(card, key);
		}
		try (PinSlots slots = PinSlots.read(file())) {
			assertEquals(Optional.of(key), slots.key(slot, card));
			assertEquals(Optional.empty(), slots.key(slot, new CardId(Uuid7.next(java.time.Instant.EPOCH))));
		}
	}

	@Test
	void aShreddedKeyIsGoneFromTheBytesOfTheFileAndItsNumberIsNotUsedAgain() throws Exception {
		try (PinSlots slots = PinSlots.open(file(), VAULT)) {
			int slot = slots.add(card, key);
			assertTrue(raw().contains("nobody else has"));
			slots.shred(slot);
			slots.shred(slot);
			assertFalse(raw().contains("nobody else has"));
			assertEquals(PinSlots.State.SHREDDED, slots.state(slot));
			assertEquals(Optional.empty(), slots.key(slot, card));
			assertEquals(slot + 1, slots.add(card, key));
		}
	}

	@Test
	void aSlotTornByAKilledProcessIsRecognisedAndSkipped() throws Exception {
		try (PinSlots slots = PinSlots.open(file(), VAULT)) {
			slots.add(card, key);
		}
		try (var torn = new RandomAccessFile(file().toFile(), "rw")) {
			torn.setLength(torn.length() + 100);
		}
		try (PinSlots slots = PinSlots.open(file(), VAULT)) {
			assertEquals(PinSlots.State.TORN, slots.state(1));
			assertEquals(2, slots.add(card, key));
			assertEquals(Optional.of(key), slots.key(2, card));
			assertEquals(Optional.of(key), slots.key(0, card));
		}
	}

	@Test
	void aSingleWrongBitMakesASlotTorn() throws Exception {
		try (PinSlots slots = PinSlots.open(file(), VAULT)) {
			slots.add(card, key);
		}
		try (var bit = new RandomAccessFile(file().toFile(), "rw")) {
			bit.seek(512 + 30);
			int was = bit.read();
			bit.seek(512 + 30);
			bit.write(was ^ 1);
		}
		try (PinSlots slots = PinSlots.read(file())) {
			assertEquals(PinSlots.State.TORN, slots.state(0));
			assertEquals(Optional.empty(), slots.key(0, card));
		}
	}

	@Test
	void aFileOfAnotherVaultIsNotOpened() {
		PinSlots.open(file(), VAULT).close();
		byte[] other = new byte[32];
		other[0] = 1;
		assertThrows(RuntimeException.class, () -> PinSlots.open(file(), Bytes.of(other)));
	}

	@Test
	void aNumberThatWasNeverGivenOutIsRefused() {
		try (PinSlots slots = PinSlots.open(file(), VAULT)) {
			assertThrows(IllegalArgumentException.class, () -> slots.shred(0));
		}
	}

	@Test
	void manyReadersGetManyDifferentSlots() {
		try (PinSlots slots = PinSlots.open(file(), VAULT)) {
			Set<Integer> numbers = ConcurrentHashMap.newKeySet();
			IntStream.range(0, 100).parallel().forEach(i -> numbers.add(slots.add(card, key)));
			assertEquals(100, numbers.size());
			assertTrue(numbers.stream().allMatch(n -> slots.key(n, card).equals(Optional.of(key))));
		}
	}

	private String raw() throws Exception {
		return Files.readString(file(), StandardCharsets.ISO_8859_1);
	}
}
