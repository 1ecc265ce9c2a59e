package muhurdar.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.api.CardReading;
import muhurdar.domain.BatchId;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.OrderId;
import muhurdar.domain.UserId;

class SealingTest {

	private static final ChipSerial SERIAL = new ChipSerial("0102030405060708090A0B0C");
	private static final Bytes KEY = Bytes.of((byte) 1, (byte) 2);
	private static final Bytes CERTIFICATE = Bytes.of((byte) 3);
	private static final Card CARD = Card.stock(new CardId(new UUID(1, 1)), SERIAL, "akis", Instant.EPOCH)
			.reserve(new BatchId(new UUID(2, 2)), new OrderId(new UUID(3, 3)), 1, new UserId(new UUID(4, 4)), Instant.EPOCH)
			.keyed(KEY, Instant.EPOCH);

	private static Optional<String> difference(ChipSerial serial, boolean blank, Bytes key, Bytes certificate,
			boolean pin, boolean puk, int tries) {
		return Sealing.difference(CARD, CERTIFICATE, new CardReading(serial, blank, key, certificate, pin, puk, tries));
	}

	@Test
	void aCardThatSaysWhatTheStoreSaysHasNoDifference() {
		assertEquals(Optional.empty(), difference(SERIAL, false, KEY, CERTIFICATE, true, true, 3));
	}

	@Test
	void everyDifferenceIsFound() {
		var other = new ChipSerial("FF02030405060708090A0B0C");
		assertEquals(Optional.of("serial"), difference(other, false, KEY, CERTIFICATE, true, true, 3));
		assertEquals(Optional.of("blank"), difference(SERIAL, true, KEY, CERTIFICATE, true, true, 3));
		assertEquals(Optional.of("public key"), difference(SERIAL, false, CERTIFICATE, CERTIFICATE, true, true, 3));
		assertEquals(Optional.of("public key"), difference(SERIAL, false, null, CERTIFICATE, true, true, 3));
		assertEquals(Optional.of("certificate"), difference(SERIAL, false, KEY, KEY, true, true, 3));
		assertEquals(Optional.of("certificate"), difference(SERIAL, false, KEY, null, true, true, 3));
		assertEquals(Optional.of("PIN"), difference(SERIAL, false, KEY, CERTIFICATE, false, true, 3));
		assertEquals(Optional.of("PUK"), difference(SERIAL, false, KEY, CERTIFICATE, true, false, 3));
		assertEquals(Optional.of("PIN tries"), difference(SERIAL, false, KEY, CERTIFICATE, true, true, 2));
	}

	@Test
	void theQualitySignatureIsOverSerialAndNonce() {
		assertEquals("MUHURDAR-QC|0102030405060708090A0B0C|0A0B",
				new String(Sealing.text(SERIAL, Bytes.ofHex("0a0b")).toArray(), StandardCharsets.US_ASCII));
	}
}
