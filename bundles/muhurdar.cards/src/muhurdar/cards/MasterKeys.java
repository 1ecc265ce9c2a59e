package muhurdar.cards;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.CardKeys;
import muhurdar.api.spi.CardSecrets;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.CardKey;
import muhurdar.domain.CardKeyId;
import muhurdar.domain.CardKeyState;
import muhurdar.domain.Decision;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;

/** What two people do about the card master keys. */
@Component
public final class MasterKeys implements CardKeys {

	private final Store store;
	private final CardSecrets secrets;
	private final KeyVersions versions;

	@Activate
	public MasterKeys(@Reference Store store, @Reference CardSecrets secrets) {
		this.store = store;
		this.secrets = secrets;
		versions = new KeyVersions(store, secrets);
	}

	@Override
	public List<CardKey> all(Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> tx.cardKeys().all());
	}

	@Override
	public CardKey change(String reason, Actor by) {
		boolean none = store.read(by, Right.CHANGE_CARD_KEY, tx -> tx.cardKeys().all().isEmpty());
		SortedMap<Integer, Bytes> here = none ? versions.here() : Collections.emptySortedMap();
		return store.write(by, Right.CHANGE_CARD_KEY, "card key", tx -> {
			List<CardKey> all = KeyVersions.all(tx, here);
			all.stream().filter(key -> key.state() == CardKeyState.PROPOSED).findFirst().ifPresent(open -> {
				throw new Refusal(Why.CARD_KEY_ASKED, open.number());
			});
			int next = all.isEmpty() ? 1 : all.getLast().number() + 1;
			return tx.cardKeys().put(CardKey.propose(new CardKeyId(Uuid7.next(tx.now())), next, reason, decision(tx)));
		});
	}

	@Override
	public CardKey release(int number, String reason, Actor by) {
		return store.write(by, Right.RELEASE_PUK, "card key " + number,
				tx -> tx.cardKeys().put(key(tx, number).askRelease(reason, decision(tx))));
	}

	/** A new key is made between two transactions: the wish is stored before it, its check value after it. */
	@Override
	public CardKey confirm(int number, Actor by) {
		CardKey asked = store.read(by, Right.CONFIRM_CARD_KEY, tx -> {
			CardKey key = key(tx, number);
			key.mustBeConfirmable(decision(tx));
			return key;
		});
		Bytes made = asked.state() == CardKeyState.PROPOSED ? secrets.make(number) : null;
		return store.write(by, Right.CONFIRM_CARD_KEY, "card key " + number, tx -> {
			CardKey key = tx.cardKeys().get(asked.id(), asked.version());
			return tx.cardKeys().put(made != null ? key.made(made, decision(tx)) : key.release(decision(tx)));
		});
	}

	private static CardKey key(Tx tx, int number) {
		return tx.cardKey(number).orElseThrow(() -> new Refusal(Why.NOT_FOUND, number));
	}

	private static Decision decision(Tx tx) {
		return new Decision(tx.me().id(), tx.now());
	}
}
