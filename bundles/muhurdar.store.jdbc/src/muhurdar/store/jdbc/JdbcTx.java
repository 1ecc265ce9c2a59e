package muhurdar.store.jdbc;

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
import muhurdar.api.spi.Repository;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
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
import muhurdar.domain.UnblockingState;
import muhurdar.domain.User;
import muhurdar.domain.UserId;

/** Hands the questions to those who know the tables. */
final class JdbcTx implements Tx {

	private final Work work;
	private final User me;
	private @Nullable String remark;
	private final Counters counters;
	private final OrderRows orders;
	private final BatchRows batches;
	private final CardRows cards;
	private final StockRows stock;
	private final CertificateRows certificates;
	private final ShipmentRows shipments;
	private final ReturnRows returns;
	private final Table<StatusRequestId, StatusRequest> statusRequests;
	private final StatusListRows statusLists;
	private final Table<CardKeyId, CardKey> cardKeys;
	private final Table<UnblockingId, Unblocking> unblockings;
	private final Table<CourierLabelId, CourierLabel> courierLabels;
	private final Table<PackingStopId, PackingStop> packingStops;

	JdbcTx(Work work, User me) {
		this.work = work;
		this.me = me;
		counters = new Counters(work);
		orders = new OrderRows(work);
		batches = new BatchRows(work);
		cards = new CardRows(work, orders);
		stock = new StockRows(work, cards);
		certificates = new CertificateRows(work);
		shipments = new ShipmentRows(work, orders, cards);
		returns = new ReturnRows(work);
		statusRequests = new Table<>(work, CertificateRows.STATUS_REQUEST);
		statusLists = new StatusListRows(work);
		cardKeys = new Table<>(work, CardRows.CARD_KEY);
		unblockings = new Table<>(work, CardRows.UNBLOCKING);
		courierLabels = new Table<>(work, ShipmentRows.COURIER_LABEL);
		packingStops = new Table<>(work, ShipmentRows.PACKING_STOP);
	}

	/** Every row but the SYSTEM user, in an order that no reference minds. */
	void clear() {
		for (String table : List.of("audit", "note", "counter", "journal", "unblocking", "card_key", "sighting",
				"status_list_item",
				"status_list", "status_request", "shipment",
				"courier_label",
				"packing_stop",
				"certificate",
				"batch_card", "card", "box", "batch_item", "batch", "desk", "reader_return", "orders")) {
			work.sql().update("delete from " + table);
		}
		work.sql().update("delete from users where id <> ?", Actor.SYSTEM.user());
		work.sql().update("delete from holder");
		work.sql().update("delete from institution");
	}

	@Override
	public User me() {
		return me;
	}

	@Override
	public Instant now() {
		return work.now();
	}

	@Override
	public LocalDate today() {
		return work.today();
	}

	@Override
	public String nextNumber(Series series) {
		return counters.number(series);
	}

	@Override
	public int nextCount(String counter) {
		return counters.next("count." + counter);
	}

	@Override
	public void remark(String detail) {
		work.mustWrite();
		remark = detail;
	}

	/** What was remarked last. */
	@Nullable
	String remark() {
		return remark;
	}

	@Override
	public Repository<InstitutionId, Institution> institutions() {
		return new Table<>(work, HolderRows.INSTITUTION);
	}

	@Override
	public Repository<UserId, User> users() {
		return new Table<>(work, HolderRows.USER);
	}

	@Override
	public Optional<User> userByLogin(String login) {
		return new Table<>(work, HolderRows.USER).first("where t.login = ?", login);
	}

	@Override
	public Repository<HolderId, Holder> holders() {
		return new HolderRows(work);
	}

	@Override
	public List<Holder> searchHolders(String text, int limit, @Nullable InstitutionId scope) {
		return new HolderRows(work).search(text, limit, scope);
	}

	@Override
	public Repository<OrderId, Order> orders() {
		return orders;
	}

	@Override
	public Optional<Order> orderByNumber(String number) {
		return orders.byNumber(number);
	}

	@Override
	public List<Order> ordersOf(HolderId holder) {
		return orders.of(holder);
	}

	@Override
	public List<Order> ordersBefore(Instant orderedBefore) {
		return orders.before(orderedBefore);
	}

	@Override
	public Page<OrderRow> orderRows(OrderQuery query, @Nullable InstitutionId scope, int from, int size) {
		return orders.rows(query, scope, from, size);
	}

	@Override
	public Page<ExpiringRow> expiringRows(ExpiringQuery query, LocalDate until, @Nullable InstitutionId scope, int from,
			int size) {
		return orders.expiring(query, until, scope, from, size);
	}

	@Override
	public List<Order> ordersWithoutCard(@Nullable KeyType keyType, @Nullable InstitutionId institution, int limit) {
		return orders.withoutCard(keyType, institution, limit);
	}

	@Override
	public Repository<BatchId, Batch> batches() {
		return batches;
	}

	@Override
	public Optional<Batch> batchByNumber(String number) {
		return batches.byNumber(number);
	}

	@Override
	public Page<BatchRow> batchRows(int from, int size) {
		return batches.rows(from, size);
	}

	@Override
	public List<Batch> batchesIn(BatchState state) {
		return batches.in(state);
	}

	@Override
	public void addItem(BatchItem item) {
		batches.add(item);
	}

	@Override
	public List<BatchItem> itemsOf(BatchId batch) {
		return batches.items(batch);
	}

	@Override
	public List<BatchItem> openItems(BatchId batch) {
		return batches.open(batch);
	}

	@Override
	public boolean hold(BatchItem item) {
		return batches.hold(item);
	}

	@Override
	public int moveOpenItems(BatchId from, BatchId to, int atMost) {
		return batches.moveOpen(from, to, atMost);
	}

	@Override
	public Repository<DeskId, Desk> desks() {
		return new Table<>(work, BatchRows.DESK);
	}

	@Override
	public Repository<CardId, Card> cards() {
		return cards;
	}

	@Override
	public Optional<Card> cardBySerial(ChipSerial serial) {
		return cards.bySerial(serial);
	}

	@Override
	public List<Card> cardsShown(String digits) {
		return cards.shown(digits);
	}

	@Override
	public List<Card> cardsInEnvelope(int envelope) {
		return cards.inEnvelope(envelope);
	}

	@Override
	public List<Card> cardsOfBatch(BatchId batch) {
		return cards.ofBatch(batch);
	}

	@Override
	public List<Card> cardsOfOrder(OrderId order) {
		return cards.ofOrder(order);
	}

	@Override
	public Page<Card> cardsIn(CardState state, int from, int size) {
		return cards.in(state, from, size);
	}

	@Override
	public Page<Card> cardsWithoutParcel(int from, int size) {
		return cards.withoutParcel(from, size);
	}

	@Override
	public Repository<BoxId, Box> boxes() {
		return stock;
	}

	@Override
	public Optional<Box> boxByLabel(String label) {
		return stock.byLabel(label);
	}

	@Override
	public List<BoxRow> boxRows() {
		return stock.rows();
	}

	@Override
	public List<Card> cardsOfBox(BoxId box) {
		return stock.of(box);
	}

	@Override
	public void drawn(BatchId batch, CardId card, boolean kept) {
		stock.drawn(batch, card, kept);
	}

	@Override
	public void undrawn(BatchId batch, CardId card) {
		stock.undrawn(batch, card);
	}

	@Override
	public boolean keepsCards(BatchId batch) {
		return stock.keeps(batch);
	}

	@Override
	public boolean keptFor(BatchId batch, CardId card) {
		return stock.keptFor(batch, card);
	}

	@Override
	public List<Card> cardsDrawnFor(BatchId batch) {
		return stock.drawnFor(batch);
	}

	@Override
	public List<Card> doomedCards() {
		return stock.doomed();
	}

	@Override
	public void journal(JournalEntry entry) {
		cards.journal(entry);
	}

	@Override
	public List<JournalEntry> journalOf(ChipSerial serial) {
		return cards.journal(serial);
	}

	@Override
	public List<LineRow> lineRows(Instant from, Instant until) {
		return cards.journal(from, until);
	}

	@Override
	public Repository<CardKeyId, CardKey> cardKeys() {
		return cardKeys;
	}

	@Override
	public Optional<CardKey> cardKey(int number) {
		return cardKeys.first("where t.number = ?", number);
	}

	@Override
	public Repository<UnblockingId, Unblocking> unblockings() {
		return unblockings;
	}

	@Override
	public List<Unblocking> unblockingsOf(CardId card) {
		return unblockings.list("where t.card_id = ? order by t.asked_at, t.id", card);
	}

	@Override
	public List<Unblocking> openUnblockings(int keyNumber) {
		return unblockings.list("where t.key_number = ? and t.state = ? order by t.asked_at, t.id", keyNumber,
				UnblockingState.BEGUN);
	}

	@Override
	public Repository<CertificateId, Certificate> certificates() {
		return certificates;
	}

	@Override
	public Optional<Certificate> certificateBySerial(String serialNumber) {
		return certificates.bySerial(serialNumber);
	}

	@Override
	public List<Certificate> certificatesOf(HolderId holder) {
		return certificates.of(holder);
	}

	@Override
	public Optional<Certificate> certificateOfCard(CardId card) {
		return certificates.ofCard(card);
	}

	@Override
	public List<Certificate> certificatesIn(CertificateState state) {
		return certificates.in(state);
	}

	@Override
	public List<Certificate> certificatesOfDeadCards() {
		return certificates.ofDeadCards();
	}

	@Override
	public List<Certificate> certificatesReplaced() {
		return certificates.replaced();
	}

	@Override
	public Page<CertificateRow> certificateRows(CertificateQuery query, @Nullable InstitutionId scope,
			@Nullable HolderId own, int from, int size) {
		return certificates.rows(query, scope, own, from, size);
	}

	@Override
	public Repository<StatusRequestId, StatusRequest> statusRequests() {
		return statusRequests;
	}

	@Override
	public Optional<StatusRequest> statusRequestByNumber(String number) {
		return statusRequests.first("where t.number = ?", number);
	}

	@Override
	public List<StatusRequest> statusRequestsIn(StatusRequestState state) {
		return statusRequests.list("where t.state = ? order by t.received_at, t.id", state);
	}

	@Override
	public List<StatusRequest> statusRequestsOf(CertificateId certificate) {
		return statusRequests.list("where t.certificate_id = ? order by t.received_at desc, t.id desc", certificate);
	}

	@Override
	public List<StatusRequest> statusRequestsBy(Requester requester, int limit) {
		return statusRequests.list("where t.requester = ? order by t.received_at desc, t.id desc fetch next ? rows only",
				requester, limit);
	}

	@Override
	public List<StatusRequest> statusRequestsPartOf(String number) {
		return statusRequests.list("where t.part_of = ? order by t.received_at, t.id", number);
	}

	@Override
	public List<Certificate> certificatesHeldBefore(Instant since) {
		return certificates.heldBefore(since);
	}

	@Override
	public Repository<StatusListId, StatusList> statusLists() {
		return statusLists;
	}

	@Override
	public Optional<StatusList> statusListByNumber(String number) {
		return statusLists.byNumber(number);
	}

	@Override
	public List<StatusList> statusListsIn(StatusListState state) {
		return statusLists.in(state);
	}

	@Override
	public List<StatusListItem> statusListItems(StatusListId list) {
		return statusLists.items(list);
	}

	@Override
	public void add(StatusListItem item) {
		statusLists.add(item);
	}

	@Override
	public void put(StatusListItem item) {
		statusLists.put(item);
	}

	@Override
	public void saw(Sighting sighting) {
		certificates.saw(sighting);
	}

	@Override
	public List<Sighting> sightingsOf(CertificateId certificate) {
		return certificates.sightings(certificate);
	}

	@Override
	public Repository<ShipmentId, Shipment> shipments() {
		return shipments;
	}

	@Override
	public Optional<Shipment> shipmentByNumber(String number) {
		return shipments.byNumber(number);
	}

	@Override
	public List<Shipment> shipmentsOf(HolderId holder) {
		return shipments.of(holder);
	}

	@Override
	public Optional<Shipment> shipmentOfCard(CardId card) {
		return shipments.ofCard(card);
	}

	@Override
	public Page<ShipmentRow> shipmentRows(@Nullable ShipmentState state, @Nullable String text,
			@Nullable InstitutionId scope, int from, int size) {
		return shipments.rows(state, text, scope, from, size);
	}

	@Override
	public Repository<CourierLabelId, CourierLabel> courierLabels() {
		return courierLabels;
	}

	@Override
	public Optional<CourierLabel> courierLabelByNumber(String number) {
		return courierLabels.first("where t.number = ? or t.tracking_number = ?", number, number);
	}

	@Override
	public Optional<CourierLabel> courierLabelOf(OrderId order) {
		return courierLabels.first("where t.order_id = ? order by t.made_at desc, t.id desc", order)
				.filter(label -> shipments.byNumber(label.number()).isEmpty());
	}

	@Override
	public Repository<PackingStopId, PackingStop> packingStops() {
		return packingStops;
	}

	@Override
	public Optional<PackingStop> packingStopAt(String station) {
		return packingStops.first("where t.live_station = ?", station);
	}

	@Override
	public List<PackingStop> packingStopsOpen() {
		return packingStops.list("where t.live_station is not null order by t.stopped_at, t.id");
	}

	@Override
	public Repository<ReaderReturnId, ReaderReturn> readerReturns() {
		return returns;
	}

	@Override
	public Optional<ReaderReturn> readerReturnByNumber(String number) {
		return returns.byNumber(number);
	}

	@Override
	public List<ReaderReturn> readerReturnsOf(HolderId holder) {
		return returns.of(holder);
	}

	@Override
	public Page<ReturnRow> returnRows(@Nullable ReaderReturnState state, @Nullable InstitutionId scope, int from,
			int size) {
		return returns.rows(state, scope, from, size);
	}

	@Override
	public Page<AuditLine> auditLines(int from, int size) {
		return new AuditRows(work).page(from, size);
	}

	@Override
	public Optional<String> note(String plugin, String key) {
		return counters.note(plugin, key);
	}

	@Override
	public void note(String plugin, String key, String value) {
		counters.note(plugin, key, value);
	}
}
