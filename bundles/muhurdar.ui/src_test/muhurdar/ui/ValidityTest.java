package muhurdar.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Bytes;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.HoldCause;
import muhurdar.domain.HolderId;
import muhurdar.domain.KeyType;

class ValidityTest {

	private static final Instant BEGIN = Instant.parse("2026-11-22T09:00:00Z");
	private static final Instant END = Instant.parse("2029-11-22T09:00:00Z");
	private static final Instant WITHIN = Instant.parse("2027-01-01T09:00:00Z");

	@Test
	void theOneInForceComesBeforeTheNewerOneThatIsNotOpenedYet() {
		Certificate waiting = issued(true, BEGIN);
		Certificate used = issued(false, BEGIN);
		assertEquals(List.of(used, waiting), Validity.inForceFirst(List.of(waiting, used), WITHIN));
	}

	@Test
	void aHoldIsNeverSaidToLastUntilTheCertificateEnds() {
		assertEquals(Texts.fill(Messages.Strip_NotOpened, "22.11.2026", "22.11.2029"),
				Validity.of(issued(true, BEGIN), WITHIN).text());
		String lost = Validity.of(issued(false, BEGIN).suspended(HoldCause.LOSS, WITHIN), WITHIN).text();
		assertEquals(Texts.fill(Messages.Strip_Held, Labels.of(CertificateState.SUSPENDED), "22.11.2029"), lost);
	}

	@Test
	void onlyWhatCanBeUsedNowIsGreen() {
		Certificate opened = issued(false, BEGIN);
		assertEquals(Tone.DONE, Validity.of(opened, WITHIN).tone());
		Mark tomorrow = Validity.of(opened, BEGIN.minusSeconds(60));
		assertEquals(Tone.WAIT, tomorrow.tone());
		assertTrue(tomorrow.text().contains("22.11.2026"), tomorrow.text());
		assertEquals(Tone.ENDED, Validity.of(opened, END).tone());
		assertFalse(Validity.of(issued(true, BEGIN), END).text().contains("22.11.2026"));
	}

	private static Certificate issued(boolean held, Instant from) {
		return new Certificate(new CertificateId(new UUID(1, 1)), 0, CertificateState.REQUESTED,
				new HolderId(new UUID(1, 2)), null, null, new UUID(1, 3), "IŞIL", "ÖZDEMİR", KeyType.RSA_2048, null, from,
				END, null, null, null, null).issued("1A", from, END, Bytes.of(new byte[1]), held, from);
	}
}
