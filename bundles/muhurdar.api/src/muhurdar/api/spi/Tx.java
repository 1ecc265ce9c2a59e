package muhurdar.api.spi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.BatchRow;
import muhurdar.api.BoxRow;
import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringRow;
import muhurdar.api.LineRow;
import muhurdar.api.OrderQuery;
import muhurdar.api.OrderRow;
import muhurdar.api.Page;
import muhurdar.api.ReturnRow;
import muhurdar.api.ShipmentRow;
import muhurdar.domain.AuditLine;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.BatchItem;
import muhurdar.domain.BatchState;
import muhurdar.domain.Box;
import muhurdar.domain.BoxId;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardKey;
import muhurdar.domain.CardKeyId;
import muhurdar.domain.CardState;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.CourierLabelId;
import muhurdar.domain.Desk;
import muhurdar.domain.DeskId;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.Institution;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.PackingStop;
import muhurdar.domain.PackingStopId;
import muhurdar.domain.ReaderReturn;
import muhurdar.domain.ReaderReturnId;
import muhurdar.domain.ReaderReturnState;
import muhurdar.domain.Requester;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentId;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.Sighting;
import muhurdar.domain.StatusList;
import muhurdar.domain.StatusListId;
import muhurdar.domain.StatusListItem;
import muhurdar.domain.StatusListState;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.Unblocking;
import muhurdar.domain.UnblockingId;
import muhurdar.domain.User;
import muhurdar.domain.UserId;

/** One transaction: a repository per aggregate, and the questions that need SQL. Valid only inside the store's call. */
public interface Tx {

	/** Who acts. */
	User me();

	/** The time of this transaction. */
	Instant now();

	/** Today in Europe/Istanbul. */
	LocalDate today();

	/** A new number of the series, yearly: {@code S-2026-000123}. Gaps are possible. */
	String nextNumber(Series series);

	/** The next value of a counter that never goes back (envelopes, tracking serials), from 1. */
	int nextCount(String counter);

	/** What the audit line of this write says beside what it is about; never a secret, never a name. */
	void remark(String detail);

	enum Series {
		/** Orders. */
		S,
		/** Batches. */
		P,
		/** Shipments. */
		G,
		/** Status requests. */
		D,
		/** Lists of status requests. */
		T,
		/** Reader returns. */
		O
	}

	Repository<InstitutionId, Institution> institutions();

	Repository<UserId, User> users();

	Optional<User> userByLogin(String login);

	Repository<HolderId, Holder> holders();

	/** See {@link muhurdar.api.People#search}; scope null: everybody. */
	List<Holder> searchHolders(String text, int limit, @Nullable InstitutionId scope);

	Repository<OrderId, Order> orders();

	Optional<Order> orderByNumber(String number);

	/** Newest first. */
	List<Order> ordersOf(HolderId holder);

	/** Alive orders older than that which are not approved. */
	List<Order> ordersBefore(Instant orderedBefore);

	Page<OrderRow> orderRows(OrderQuery query, @Nullable InstitutionId scope, int from, int size);

	/**
	 * Certificates (not CA_REFUSED, REQUESTED) that end between now and that day, soonest first, with the holder's open
	 * order and its stage. The refusal is left for the caller, and so is TOO_EARLY_TO_RENEW when a standing is asked for.
	 */
	Page<ExpiringRow> expiringRows(ExpiringQuery query, LocalDate until, @Nullable InstitutionId scope, int from, int size);

	/** Approved orders without a live card, soonest end first. */
	List<Order> ordersWithoutCard(@Nullable KeyType keyType, @Nullable InstitutionId institution, int limit);

	Repository<BatchId, Batch> batches();

	Optional<Batch> batchByNumber(String number);

	Page<BatchRow> batchRows(int from, int size);

	List<Batch> batchesIn(BatchState state);

	void addItem(BatchItem item);

	/** In the order in which they were added. */
	List<BatchItem> itemsOf(BatchId batch);

	/** Items of the batch whose order has neither a card under way nor a good one. */
	List<BatchItem> openItems(BatchId batch);

	/**
	 * Keeps the item where it is until this transaction ends: two that draw or move it wait for each other.
	 *
	 * @return false if it has left the batch meanwhile
	 */
	boolean hold(BatchItem item);

	/** Moves open items, the last ones of the batch, with their envelopes. @return how many */
	int moveOpenItems(BatchId from, BatchId to, int atMost);

	/** All: by name. */
	Repository<DeskId, Desk> desks();

	Repository<CardId, Card> cards();

	Optional<Card> cardBySerial(ChipSerial serial);

	/** By {@link ChipSerial#shown()}, which is not promised to be unique. */
	List<Card> cardsShown(String digits);

	/** Oldest first, spoiled ones too. */
	List<Card> cardsInEnvelope(int envelope);

	List<Card> cardsOfBatch(BatchId batch);

	/** Newest first, spoiled ones too. */
	List<Card> cardsOfOrder(OrderId order);

	Page<Card> cardsIn(CardState state, int from, int size);

	/** Checked cards without a live parcel. */
	Page<Card> cardsWithoutParcel(int from, int size);

	Repository<BoxId, Box> boxes();

	/** By {@link Box#label(String)}. */
	Optional<Box> boxByLabel(String label);

	/** Newest first, at the end the cards of no box. */
	List<BoxRow> boxRows();

	/** By serial number. */
	List<Card> cardsOfBox(BoxId box);

	/** Notes that the card was taken out of stock for the batch; what is noted already stays. @param kept beforehand */
	void drawn(BatchId batch, CardId card, boolean kept);

	/** It was not. */
	void undrawn(BatchId batch, CardId card);

	/** Whether the batch has cards of its own and takes no other. */
	boolean keepsCards(BatchId batch);

	/** Whether the card is one of those. */
	boolean keptFor(BatchId batch, CardId card);

	/** Every card that was ever taken out of stock for the batch, wherever it is now. */
	List<Card> cardsDrawnFor(BatchId batch);

	/** SPOILED and IN_SAFE cards, those that wait for the safe first. */
	List<Card> doomedCards();

	/** Appends to the journal. */
	void journal(JournalEntry entry);

	List<JournalEntry> journalOf(ChipSerial serial);

	/** The journal, up to the second instant, of all cards that came to an end between the two; in order. */
	List<LineRow> lineRows(Instant from, Instant until);

	/** All: in the order of their numbers. */
	Repository<CardKeyId, CardKey> cardKeys();

	/** By its key version. */
	Optional<CardKey> cardKey(int number);

	Repository<UnblockingId, Unblocking> unblockings();

	/** Oldest first. */
	List<Unblocking> unblockingsOf(CardId card);

	/** Those under a key version that have no outcome; oldest first. */
	List<Unblocking> openUnblockings(int keyNumber);

	Repository<CertificateId, Certificate> certificates();

	Optional<Certificate> certificateBySerial(String serialNumber);

	/** Newest notBefore first. */
	List<Certificate> certificatesOf(HolderId holder);

	Optional<Certificate> certificateOfCard(CardId card);

	List<Certificate> certificatesIn(CertificateState state);

	/** Issued (not REVOKED) certificates whose card is SPOILED, LOST, KILLED or DESTROYED. */
	List<Certificate> certificatesOfDeadCards();

	/** Suspended certificates whose replacement has been delivered. */
	List<Certificate> certificatesReplaced();

	Page<CertificateRow> certificateRows(CertificateQuery query, @Nullable InstitutionId scope, @Nullable HolderId own, int from,
			int size);

	Repository<StatusRequestId, StatusRequest> statusRequests();

	Optional<StatusRequest> statusRequestByNumber(String number);

	List<StatusRequest> statusRequestsIn(StatusRequestState state);

	/** Newest first. */
	List<StatusRequest> statusRequestsOf(CertificateId certificate);

	/** Newest first. */
	List<StatusRequest> statusRequestsBy(Requester requester, int limit);

	/** Those that are a part of that request or list, oldest first. */
	List<StatusRequest> statusRequestsPartOf(String number);

	/** Certificates on hold since before that instant, longest first. */
	List<Certificate> certificatesHeldBefore(Instant since);

	/** All: newest first. */
	Repository<StatusListId, StatusList> statusLists();

	Optional<StatusList> statusListByNumber(String number);

	/** Oldest first. */
	List<StatusList> statusListsIn(StatusListState state);

	/** In the order in which they were listed. */
	List<StatusListItem> statusListItems(StatusListId list);

	void add(StatusListItem item);

	/** Stores what became of an item. Refuses CHANGED_MEANWHILE if another desk has asked for it already. */
	void put(StatusListItem item);

	/** Keeps what was seen of a request; nothing ever changes it. */
	void saw(Sighting sighting);

	/** Of all requests about this certificate, newest first. */
	List<Sighting> sightingsOf(CertificateId certificate);

	Repository<ShipmentId, Shipment> shipments();

	/** By shipment or tracking number. */
	Optional<Shipment> shipmentByNumber(String number);

	/** Newest first. */
	List<Shipment> shipmentsOf(HolderId holder);

	/** The parcel that is not UNPACKED or LOST. */
	Optional<Shipment> shipmentOfCard(CardId card);

	Page<ShipmentRow> shipmentRows(@Nullable ShipmentState state, @Nullable String text, @Nullable InstitutionId scope, int from,
			int size);

	Repository<CourierLabelId, CourierLabel> courierLabels();

	/** By shipment or tracking number. */
	Optional<CourierLabel> courierLabelByNumber(String number);

	/** The newest of the order, empty if there is none or a parcel bears its number already. */
	Optional<CourierLabel> courierLabelOf(OrderId order);

	Repository<PackingStopId, PackingStop> packingStops();

	/** The one that has not been cleared. */
	Optional<PackingStop> packingStopAt(String station);

	/** All that have not been cleared, oldest first. */
	List<PackingStop> packingStopsOpen();

	Repository<ReaderReturnId, ReaderReturn> readerReturns();

	Optional<ReaderReturn> readerReturnByNumber(String number);

	List<ReaderReturn> readerReturnsOf(HolderId holder);

	Page<ReturnRow> returnRows(@Nullable ReaderReturnState state, @Nullable InstitutionId scope, int from, int size);

	Page<AuditLine> auditLines(int from, int size);

	/** A note that a plug-in keeps (plug-ins own no tables). */
	Optional<String> note(String plugin, String key);

	void note(String plugin, String key, String value);
}
