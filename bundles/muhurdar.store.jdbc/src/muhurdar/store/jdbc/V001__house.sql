-- One text for H2 and PostgreSQL. Once released it is never edited: changes come as V002 and so on.
-- Every statement can be run again, since H2 ends the transaction at each of them.
-- Records keep their components as columns (see Mapping); columns below an empty line are derived by the store.

create table if not exists counter (
	name varchar primary key,
	last bigint not null
);

-- Moves with every write. Many rows, so that writers do not queue for one.
create table if not exists change_count (
	shard integer primary key,
	moves bigint not null
);

create table if not exists note (
	plugin varchar not null,
	name varchar not null,
	content varchar not null,
	primary key (plugin, name)
);

create table if not exists audit (
	sequence bigint generated always as identity primary key,
	at timestamp(3) with time zone not null,
	user_id uuid not null,
	right_ varchar not null,
	subject varchar not null,
	outcome varchar not null,
	detail varchar
);
create index if not exists audit_subject on audit (subject, sequence);

create table if not exists institution (
	id uuid primary key,
	version integer not null,
	name varchar not null,
	province varchar not null,

	sort_key bytea not null
);

create table if not exists holder (
	id uuid primary key,
	version integer not null,
	identity_no varchar not null constraint holder_identity_no unique,
	given_name varchar not null,
	surname varchar not null,
	institution_id uuid not null references institution (id),
	condition varchar not null,
	email varchar not null,
	mobile varchar not null,
	address_line varchar not null,
	address_district varchar not null,
	address_province varchar not null,
	address_postcode varchar not null,
	consent_on date,

	sort_key bytea not null,
	folded varchar not null
);
-- with folded in them a search reads the index alone
create index if not exists holder_name on holder (sort_key, id, folded);
create index if not exists holder_institution on holder (institution_id, sort_key, id, folded);

create table if not exists users (
	id uuid primary key,
	version integer not null,
	login varchar not null constraint users_login unique,
	name varchar not null,
	roles varchar not null,
	institution_id uuid references institution (id),
	member_from date,
	member_until date,
	holder_id uuid references holder (id),

	sort_key bytea not null
);

create table if not exists orders (
	id uuid primary key,
	version integer not null,
	number varchar not null constraint orders_number unique,
	state varchar not null,
	kind varchar not null,
	holder_id uuid not null references holder (id),
	institution_id uuid not null references institution (id),
	replaces_id uuid,
	key_type varchar not null,
	payer varchar not null,
	consent_kind varchar,
	consent_on date,
	consent_reference varchar,
	ordered_by_id uuid not null,
	ordered_at timestamp(3) with time zone not null,
	approved_by_id uuid,
	approved_at timestamp(3) with time zone,
	note varchar,

	-- not ended, and its card not delivered
	is_open boolean default false not null,
	-- approved, without a card under way, good or delivered
	awaits_card boolean default false not null
);
create index if not exists orders_ordered on orders (ordered_at, id);
create index if not exists orders_state on orders (state, ordered_at, id);
create index if not exists orders_institution on orders (institution_id, ordered_at, id);
create index if not exists orders_holder on orders (holder_id, ordered_at);
create index if not exists orders_replaces on orders (replaces_id);
create index if not exists orders_open on orders (is_open, ordered_at, id);
create index if not exists orders_awaiting on orders (awaits_card, id);

create table if not exists batch (
	id uuid primary key,
	version integer not null,
	number varchar not null constraint batch_number unique,
	state varchar not null,
	key_type varchar not null,
	planned_by_id uuid not null,
	planned_at timestamp(3) with time zone not null,
	started_by_id uuid,
	started_at timestamp(3) with time zone,
	counted_by_id uuid,
	counted_at timestamp(3) with time zone,
	closed_by_id uuid,
	closed_at timestamp(3) with time zone
);
create index if not exists batch_planned on batch (planned_at, id);
create index if not exists batch_state on batch (state);

create table if not exists batch_item (
	sequence bigint generated always as identity primary key,
	batch_id uuid not null references batch (id),
	order_id uuid not null references orders (id),
	envelope integer not null,
	constraint batch_item_order unique (batch_id, order_id),
	constraint batch_item_envelope unique (batch_id, envelope)
);
create index if not exists batch_item_orders on batch_item (order_id);

create table if not exists card (
	id uuid primary key,
	version integer not null,
	state varchar not null,
	serial varchar not null constraint card_serial unique,
	profile varchar not null,
	batch_id uuid references batch (id),
	order_id uuid references orders (id),
	envelope integer,
	producer_id uuid,
	public_key bytea,
	pin_slot integer,
	sealed_pin bytea,
	puk_key_version integer,
	quality_nonce bytea,
	quality_signature bytea,
	pin_tries_seen integer,
	spoiled_because varchar,
	changed_at timestamp(3) with time zone not null,

	-- what people read on the card
	shown varchar not null,
	-- the order while the card is under way or good: at most one such card per order
	live_order uuid constraint card_live_order unique,
	-- checked, and in no live parcel
	awaits_parcel boolean default false not null
);
create index if not exists card_shown on card (shown);
create index if not exists card_state on card (state, serial);
create index if not exists card_batch on card (batch_id);
create index if not exists card_order on card (order_id);
create index if not exists card_awaiting on card (awaits_parcel, changed_at, id);

create table if not exists card_key (
	id uuid primary key,
	version integer not null,
	number integer not null constraint card_key_number unique,
	state varchar not null,
	check_value bytea,
	asked_by_id uuid not null,
	asked_at timestamp(3) with time zone not null,
	reason varchar not null,
	confirmed_by_id uuid,
	confirmed_at timestamp(3) with time zone
);

create table if not exists unblocking (
	id uuid primary key,
	version integer not null,
	state varchar not null,
	card_id uuid not null references card (id),
	key_number integer not null,
	puk_tries integer not null,
	reason varchar not null,
	asked_by_id uuid not null,
	asked_at timestamp(3) with time zone not null,
	ended_at timestamp(3) with time zone
);
create index if not exists unblocking_card on unblocking (card_id, asked_at);

create table if not exists journal (
	sequence bigint generated always as identity primary key,
	card_id uuid not null references card (id),
	serial varchar not null,
	step varchar not null,
	phase varchar not null,
	by_id uuid not null,
	at timestamp(3) with time zone not null,
	detail varchar
);
create index if not exists journal_serial on journal (serial, sequence);
create index if not exists journal_card on journal (card_id);

create table if not exists certificate (
	id uuid primary key,
	version integer not null,
	state varchar not null,
	holder_id uuid not null references holder (id),
	order_id uuid references orders (id),
	card_id uuid references card (id),
	request_id uuid not null constraint certificate_request unique,
	given_name varchar not null,
	surname varchar not null,
	key_type varchar not null,
	serial_number varchar constraint certificate_serial_number unique,
	not_before timestamp(3) with time zone not null,
	not_after timestamp(3) with time zone not null,
	der bytea,
	hold_cause varchar,
	hold_since timestamp(3) with time zone,
	reason varchar,
	revoked_at timestamp(3) with time zone,

	-- the holder's
	sort_key bytea default '' not null
);
create index if not exists certificate_name on certificate (sort_key, id);
create index if not exists certificate_end on certificate (not_after, sort_key, id, state, holder_id);
create index if not exists certificate_holder on certificate (holder_id, not_before);
create index if not exists certificate_order on certificate (order_id);
create index if not exists certificate_card on certificate (card_id);
create index if not exists certificate_state on certificate (state, id);

create table if not exists status_request (
	id uuid primary key,
	version integer not null,
	number varchar not null constraint status_request_number unique,
	state varchar not null,
	change varchar not null,
	certificate_id uuid not null references certificate (id),
	requester varchar not null,
	cause varchar,
	reason varchar,
	ca_request_id uuid not null constraint status_request_ca unique,
	received_by_id uuid not null,
	received_at timestamp(3) with time zone not null,
	decided_by_id uuid,
	decided_at timestamp(3) with time zone,
	sent_at timestamp(3) with time zone,
	published_at timestamp(3) with time zone,
	evidence varchar not null
);
create index if not exists status_request_certificate on status_request (certificate_id, received_at);
create index if not exists status_request_state on status_request (state, received_at);

create table if not exists shipment (
	id uuid primary key,
	version integer not null,
	number varchar not null constraint shipment_number unique,
	state varchar not null,
	card_id uuid not null references card (id),
	order_id uuid not null references orders (id),
	holder_id uuid not null references holder (id),
	courier varchar not null,
	tracking_number varchar not null,
	packed_by_id uuid not null,
	packed_at timestamp(3) with time zone not null,
	handed_over_by_id uuid,
	handed_over_at timestamp(3) with time zone,
	recorded_by_id uuid,
	recorded_at timestamp(3) with time zone,
	handover_at timestamp(3) with time zone,
	handover_received_by varchar,
	handover_document varchar,
	changed_at timestamp(3) with time zone not null,

	-- the card unless the parcel was unpacked or lost: at most one such parcel per card
	live_card uuid constraint shipment_live_card unique
);
create index if not exists shipment_tracking on shipment (tracking_number);
create index if not exists shipment_changed on shipment (changed_at, id);
create index if not exists shipment_state on shipment (state, changed_at, id);
create index if not exists shipment_card on shipment (card_id);
create index if not exists shipment_order on shipment (order_id);
create index if not exists shipment_holder on shipment (holder_id, packed_at);

create table if not exists reader_return (
	id uuid primary key,
	version integer not null,
	number varchar not null constraint reader_return_number unique,
	state varchar not null,
	institution_id uuid not null references institution (id),
	holder_id uuid references holder (id),
	model varchar not null,
	serial_number varchar not null,
	fault varchar not null,
	reported_by_id uuid not null,
	reported_at timestamp(3) with time zone not null,
	changed_by_id uuid not null,
	changed_at timestamp(3) with time zone not null,
	note varchar
);
create index if not exists reader_return_reported on reader_return (reported_at, id);
create index if not exists reader_return_state on reader_return (state, reported_at, id);
create index if not exists reader_return_holder on reader_return (holder_id);

-- The workstation itself (Actor.SYSTEM).
insert into users (id, version, login, name, roles, sort_key)
	values ('00000000-0000-7000-8000-000000000000', 1, 'system', 'Mühürdar', 'SYSTEM', '')
	on conflict do nothing;
