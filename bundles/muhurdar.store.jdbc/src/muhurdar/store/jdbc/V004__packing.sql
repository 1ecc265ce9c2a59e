-- Courier labels made before packing, and stopped packing stations.

create table if not exists courier_label (
	id uuid primary key,
	version integer not null,
	number varchar not null constraint courier_label_number unique,
	order_id uuid not null references orders (id),
	courier varchar not null,
	tracking_number varchar not null constraint courier_label_tracking unique,
	made_by_id uuid not null,
	made_at timestamp(3) with time zone not null
);
create index if not exists courier_label_order on courier_label (order_id, made_at);

-- Parcels that were packed before there were labels.
insert into courier_label (id, version, number, order_id, courier, tracking_number, made_by_id, made_at)
	select s.id, 1, s.number, s.order_id, s.courier, s.tracking_number, s.packed_by_id, s.packed_at
	from shipment s where s.state = 'PACKED' and not exists (select 1 from courier_label l where l.id = s.id);

create table if not exists packing_stop (
	id uuid primary key,
	version integer not null,
	station varchar not null,
	card_id uuid not null references card (id),
	mismatch varchar not null,
	rule varchar,
	seen varchar not null,
	stopped_by_id uuid not null,
	stopped_at timestamp(3) with time zone not null,
	cleared_by_id uuid,
	cleared_at timestamp(3) with time zone,
	reason varchar,

	-- the station while it is stopped: at most one such stop per station
	live_station varchar constraint packing_stop_live_station unique
);
create index if not exists packing_stop_card on packing_stop (card_id);

create index if not exists card_envelope on card (envelope);
