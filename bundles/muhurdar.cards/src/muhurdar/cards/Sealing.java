package muhurdar.cards;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

import muhurdar.api.Bell;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CardSecrets;
import muhurdar.api.spi.PinSealer;
import muhurdar.api.spi.PukUse;
import muhurdar.api.spi.SealedPin;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardReading;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.Certificate;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.QualityRule;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;
import muhurdar.pki.QualityControl;
import muhurdar.pki.QualityControl.Examined;
import muhurdar.pki.QualityControl.Expected;

/** PIN and PUK, the quality signature, and the last look at a card. What a card gets is stored before it gets it. */
final class Sealing {

	private static final SecureRandom RANDOM = new SecureRandom();
	private static final int NONCE = 16;

	private final Store store;
	private final Bell bell;
	private final PinSealer sealer;
	private final CardSecrets secrets;
	private final KeyVersions versions;
	private final Settings settings;
	private final Hall hall;
	private final QualityControl quality;

	Sealing(Store store, Bell bell, Settings settings, PinSealer sealer, CardSecrets secrets, KeyVersions versions,
			Hall hall, QualityControl quality) {
		this.store = store;
		this.bell = bell;
		this.settings = settings;
		this.sealer = sealer;
		this.secrets = secrets;
		this.versions = versions;
		this.hall = hall;
		this.quality = quality;
	}

	/** Under which key version the card gets its management key is stored before it gets it; the PUK goes by it, too. */
	Secret managementKey(CardId id, Actor by) {
		SortedMap<Integer, Bytes> here = versions.here();
		Card card = store.write(by, Right.PRODUCE, id,
				tx -> managed(tx, tx.cards().get(id), here));
		return secrets.managementKey(card.serial(), Objects.requireNonNull(card.pukKeyVersion()));
	}

	/** One that is chosen already stays. */
	private static Card managed(Tx tx, Card card, SortedMap<Integer, Bytes> here) {
		boolean chosen = card.pukKeyVersion() != null && card.qualitySignature() == null
				&& Spoiling.HALF_MADE.contains(card.state());
		return chosen ? card : tx.cards().put(card.managed(KeyVersions.current(tx, here), tx.now()));
	}

	Secret sealPin(CardId id, Actor by) {
		Card card = known(id, by);
		if (card.state() != CardState.CERTIFIED || card.pinSlot() != null) {
			throw new Refusal(Why.WRONG_STATE, card.state(), CardState.SEALED);
		}
		CrashPoint.pass(CardStep.SEAL, CrashPoint.Place.BEFORE);
		Secret pin = Pins.fresh(settings.get(Pins.TEST_PIN), store.demo());
		boolean stored = false;
		try {
			SealedPin sealed = sealer.seal(id, card.serial(), pin);
			CrashPoint.pass(CardStep.SEAL, CrashPoint.Place.DONE);
			hall.knows(store.write(by, Right.PRODUCE, id, tx -> {
				Journal.after(tx, card, CardStep.SEAL);
				Journal.before(tx, card, CardStep.PIN);
				return tx.cards().put(tx.cards().get(id, card.version()).pinSealed(sealed.slot(), sealed.sealed(), tx.now()));
			}));
			hall.announces(id, CardStep.PIN);
			stored = true;
		} finally {
			if (!stored) {
				pin.close();
			}
		}
		CrashPoint.pass(CardStep.SEAL, CrashPoint.Place.AFTER);
		return pin;
	}

	/** The card has its PIN; under which key version it gets its PUK is stored with that. */
	void pinSet(CardId id, Actor by) {
		CrashPoint.pass(CardStep.PIN, CrashPoint.Place.DONE);
		boolean chosen = known(id, by).pukKeyVersion() != null;
		SortedMap<Integer, Bytes> here = chosen ? Collections.emptySortedMap() : versions.here();
		hall.knows(store.write(by, Right.PRODUCE, id, tx -> {
			Card card = withPin(tx.cards().get(id));
			Integer managed = card.pukKeyVersion();
			Journal.after(tx, card, CardStep.PIN);
			Journal.before(tx, card, CardStep.PUK);
			return tx.cards().put(card.pukChosen(managed == null ? KeyVersions.current(tx, here) : managed, tx.now()));
		}));
		hall.announces(id, CardStep.PUK);
		CrashPoint.pass(CardStep.PIN, CrashPoint.Place.AFTER);
	}

	Secret puk(CardId id, Actor by) {
		return secrets.puk(store.read(by, Right.PRODUCE, tx -> PukUse.toSet(tx, id)));
	}

	/** The card as it was stored last. */
	private Card known(CardId id, Actor by) {
		return hall.known(id).orElseGet(() -> store.read(by, Right.SEE_PRODUCTION, tx -> tx.cards().get(id)));
	}

	private static Card withPin(Card card) {
		if (card.pinSlot() == null) {
			throw new Refusal(Why.WRONG_STATE, card.state(), CardState.SEALED);
		}
		return card;
	}

	Bytes sealed(CardId id, Actor by) {
		CrashPoint.pass(CardStep.PUK, CrashPoint.Place.DONE);
		byte[] nonce = new byte[NONCE];
		RANDOM.nextBytes(nonce);
		Card sealed = hall.knows(store.write(by, Right.PRODUCE, id, tx -> {
			Card card = withPin(tx.cards().get(id));
			if (card.pukKeyVersion() == null) {
				throw new Refusal(Why.WRONG_STATE, card.state(), CardState.SEALED);
			}
			Journal.after(tx, card, CardStep.PUK);
			Journal.before(tx, card, CardStep.QUALITY);
			return tx.cards().put(card.sealed(Bytes.of(nonce), tx.now()));
		}));
		hall.announces(id, CardStep.QUALITY);
		CrashPoint.pass(CardStep.PUK, CrashPoint.Place.AFTER);
		return QualityControl.text(sealed.serial(), Bytes.of(nonce));
	}

	void qualitySigned(CardId id, Bytes signature, Actor by) {
		CrashPoint.pass(CardStep.QUALITY, CrashPoint.Place.DONE);
		Card signed = known(id, by);
		boolean verified = QualityControl.signed(signed, signed.publicKey(), signature);
		store.write(by, Right.PRODUCE, id, tx -> {
			Card card = tx.cards().get(id, signed.version());
			if (!verified) {
				throw new Refusal(Why.CARD_CHECK_FAILED, QualityRule.QUALITY_SIGNATURE_TRUE);
			}
			Journal.after(tx, card, CardStep.QUALITY);
			Journal.before(tx, card, CardStep.CHECK);
			return tx.cards().put(card.qualitySigned(signature, tx.now()));
		});
		CrashPoint.pass(CardStep.QUALITY, CrashPoint.Place.AFTER);
		CrashPoint.pass(CardStep.CHECK, CrashPoint.Place.BEFORE);
	}

	Card checked(CardId id, CardReading reading, Actor by) {
		CrashPoint.pass(CardStep.CHECK, CrashPoint.Place.DONE);
		Examined examined = examined(reading);
		Card checked = store.write(by, Right.PRODUCE, id, tx -> {
			Card card = tx.cards().get(id);
			examined.broken(expected(tx, card)).ifPresent(rule -> {
				throw new Refusal(Why.CARD_CHECK_FAILED, rule);
			});
			Journal.after(tx, card, CardStep.CHECK);
			return tx.cards().put(card.checked(reading.pinTriesLeft(), tx.now()));
		});
		CrashPoint.pass(CardStep.CHECK, CrashPoint.Place.AFTER);
		hall.ends(id);
		bell.ring(Topics.CARD, id);
		return checked;
	}

	private Examined examined(CardReading reading) {
		try {
			return quality.examine(reading);
		} catch (CaFault e) {
			// the card waits to be read again
			throw new Refusal(Why.CA_UNAVAILABLE, e);
		}
	}

	private Expected expected(Tx tx, Card card) {
		OrderId ordered = card.order();
		if (ordered == null) {
			throw new IllegalStateException("card without an order: " + card);
		}
		Order order = tx.orders().get(ordered);
		Optional<Certificate> certificate = tx.certificateOfCard(card.id());
		return new Expected(card, order, tx.holders().get(order.holder()), certificate.isPresent() ? certificate.get() : null,
				Batches.old(tx, order), settings.get(Settings.ISSUE_ON_HOLD));
	}

	Optional<CardId> awaitingCheck(ChipSerial serial, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> tx.cardBySerial(serial)
				.filter(card -> card.state() == CardState.SEALED && card.qualitySignature() != null).map(Card::id));
	}
}
