package muhurdar.cards;

import java.util.List;
import java.util.SortedMap;

import muhurdar.api.spi.CardSecrets;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.CardKey;
import muhurdar.domain.CardKeyId;
import muhurdar.domain.CardKeyState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;

/** The card master keys as the store knows them, compared with those that are here. */
final class KeyVersions {

	private final Store store;
	private final CardSecrets secrets;

	KeyVersions(Store store, CardSecrets secrets) {
		this.store = store;
		this.secrets = secrets;
	}

	/** Refuses before any card is touched if the key for new cards is not here, or is not the right one. */
	void test() {
		SortedMap<Integer, Bytes> here = here();
		if (store.read(Actor.SYSTEM, Right.SEE_PRODUCTION, tx -> tx.cardKeys().all().isEmpty())) {
			store.write(Actor.SYSTEM, Right.PRODUCE, "card keys", tx -> current(tx, here));
		} else {
			store.read(Actor.SYSTEM, Right.SEE_PRODUCTION, tx -> current(tx, here));
		}
	}

	/** The keys that are here, with their check values: not to be asked for within a transaction, since a token may answer. */
	SortedMap<Integer, Bytes> here() {
		return secrets.checkValues();
	}

	/** The key version for new cards: the highest that has been made. Its key is here and the right one. */
	static int current(Tx tx, SortedMap<Integer, Bytes> here) {
		CardKey current = all(tx, here).stream().filter(key -> key.state() != CardKeyState.PROPOSED)
				.reduce((lower, higher) -> higher).orElseThrow(() -> new Refusal(Why.CARD_KEY_MISSING, 1));
		Bytes value = here.get(current.number());
		if (value == null) {
			throw new Refusal(Why.CARD_KEY_MISSING, current.number());
		}
		if (!value.equals(current.checkValue())) {
			throw new Refusal(Why.CARD_KEY_WRONG, current.number());
		}
		return current.number();
	}

	/** By number. A store that knows of none takes those that are here: none of them can have been used under it. */
	static List<CardKey> all(Tx tx, SortedMap<Integer, Bytes> here) {
		List<CardKey> known = tx.cardKeys().all();
		return known.isEmpty() ? here.entrySet().stream().map(each -> tx.cardKeys()
				.put(CardKey.found(new CardKeyId(Uuid7.next(tx.now())), each.getKey(), each.getValue(), tx.now()))).toList()
				: known;
	}
}
