package muhurdar.cards;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.CardOffice;
import muhurdar.api.NewPin;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardSecrets;
import muhurdar.api.spi.PinSealer;
import muhurdar.api.spi.PukUse;
import muhurdar.api.spi.SmartCard;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Card;
import muhurdar.domain.CardKey;
import muhurdar.domain.CardKeyState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Decision;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Secret;
import muhurdar.domain.Unblocking;
import muhurdar.domain.UnblockingState;
import muhurdar.domain.Why;

/** The card office: the only caller of {@link PukUse#toUnblock} and of {@link SmartCard#unblock}. */
@Component
public final class PukOffice implements CardOffice {

	private static final int BLOCKED = 0x6983;
	private static final Logger LOG = LoggerFactory.getLogger(PukOffice.class);

	private final Store store;
	private final Bell bell;
	private final Settings settings;
	private final CardSecrets secrets;
	private final PinSealer sealer;

	@Activate
	public PukOffice(@Reference Store store, @Reference Bell bell, @Reference Settings settings,
			@Reference CardSecrets secrets, @Reference PinSealer sealer) {
		this.store = store;
		this.bell = bell;
		this.settings = settings;
		this.secrets = secrets;
		this.sealer = sealer;
	}

	@Override
	public List<Unblocking> unblockings(ChipSerial serial, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> tx.unblockingsOf(card(tx, serial).id()));
	}

	@Override
	public void check(ChipSerial serial, Actor by) {
		store.read(by, Right.UNBLOCK_CARD, tx -> {
			Card card = card(tx, serial);
			PukUse.check(tx, card);
			return card;
		});
	}

	@Override
	public NewPin unblock(SmartCard chip, String reason, Actor by) {
		ChipSerial serial = chip.serial();
		int tries = chip.pukTriesLeft().orElseThrow(() -> new Refusal(Why.PUK_TRIES_UNKNOWN, serial));
		settle(serial, tries, by);
		PukUse.ToUnblock wanted = store.write(by, Right.UNBLOCK_CARD, serial,
				tx -> PukUse.toUnblock(tx, card(tx, serial).id(), tries, reason));
		Secret pin = Pins.fresh(settings.get(Pins.TEST_PIN), store.demo());
		boolean done = false;
		try {
			send(chip, wanted, pin, by);
			end(wanted.begun(), UnblockingState.DONE, "", by);
			done = true;
		} finally {
			if (!done) {
				pin.close();
			}
		}
		LOG.info("card {}: unblocked", serial);
		return new NewPin(pin, shredded(serial, by));
	}

	private void send(SmartCard chip, PukUse.ToUnblock wanted, Secret pin, Actor by) {
		Unblocking begun = wanted.begun();
		try (Secret puk = puk(wanted, by)) {
			chip.unblock(puk, pin);
		} catch (CardFault no) {
			String status = "%04X".formatted(no.statusWord());
			LOG.warn("card {}: answers {} to its unblocking", wanted.use().serial(), status);
			boolean refused = (no.statusWord() & 0xFFF0) == 0x63C0 || no.statusWord() == BLOCKED
					|| chip.pukTriesLeft().orElse(0) < begun.pukTries();
			end(begun, refused ? UnblockingState.FAILED : UnblockingState.BROKEN_OFF, status, by);
			throw refused ? new Refusal(Why.PUK_REFUSED, no, begun.keyNumber())
					: new Refusal(Why.UNBLOCKING_FAILED, no, status);
		}
	}

	private Secret puk(PukUse.ToUnblock wanted, Actor by) {
		try {
			return secrets.puk(wanted.use());
		} catch (RuntimeException e) {
			end(wanted.begun(), UnblockingState.BROKEN_OFF, "", by); // nothing was sent
			throw e;
		}
	}

	/** What a killed process or a pulled card left open: the card tells whether it has lost a try. */
	private void settle(ChipSerial serial, int tries, Actor by) {
		List<Unblocking> before = store.read(by, Right.UNBLOCK_CARD, tx -> tx.unblockingsOf(card(tx, serial).id()));
		before.stream().filter(each -> each.state() == UnblockingState.BEGUN)
				.forEach(open -> end(open, open.endedAs(tries), "", by));
	}

	/** The outcome; with a refused PUK its key version is stopped in the same transaction. */
	private void end(Unblocking begun, UnblockingState as, String status, Actor by) {
		store.write(by, Right.UNBLOCK_CARD, begun.id(), tx -> {
			if (as == UnblockingState.FAILED) {
				stop(tx, begun, status);
			}
			return tx.unblockings().put(tx.unblockings().get(begun.id(), begun.version()).end(as, tx.now()));
		});
		bell.ring(Topics.CARD, begun.card());
	}

	private static void stop(Tx tx, Unblocking begun, String status) {
		CardKey key = tx.cardKey(begun.keyNumber()).orElseThrow(() -> new Refusal(Why.CARD_KEY_MISSING, begun.keyNumber()));
		if (key.state() != CardKeyState.STOPPED) {
			String because = tx.cards().get(begun.card()).serial().shown() + " " + status;
			tx.cardKeys().put(key.stop(because.strip(), new Decision(tx.me().id(), tx.now())));
		}
		LOG.warn("unblocking under key version {} is stopped", key.number());
	}

	/** The PIN that production sealed is not the card's any more; if it stays, the new one reaches its holder all the same. */
	private boolean shredded(ChipSerial serial, Actor by) {
		try {
			Integer slot = store.read(by, Right.UNBLOCK_CARD, tx -> card(tx, serial)).pinSlot();
			if (slot != null) {
				sealer.shred(slot);
			}
			return true;
		} catch (RuntimeException e) {
			LOG.error("card {}: unblocked, but its sealed PIN could not be shredded", serial, e);
			return false;
		}
	}

	private static Card card(Tx tx, ChipSerial serial) {
		return tx.cardBySerial(serial).orElseThrow(() -> new Refusal(Why.CARD_UNKNOWN, serial));
	}
}
