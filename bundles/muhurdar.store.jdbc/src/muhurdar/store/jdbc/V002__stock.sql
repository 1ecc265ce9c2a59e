-- Card stock by box, cards kept for a batch, the safe.

create table if not exists box (
	id uuid primary key,
	version integer not null,
	label varchar not null constraint box_label unique,
	profile varchar not null,
	received_by_id uuid not null,
	received_at timestamp(3) with time zone not null
);

alter table card add column if not exists box_id uuid references box (id);
alter table card add column if not exists custody_safe_by_id uuid;
alter table card add column if not exists custody_safe_at timestamp(3) with time zone;
alter table card add column if not exists custody_condemned_by_id uuid;
alter table card add column if not exists custody_condemned_at timestamp(3) with time zone;
alter table card add column if not exists custody_destroyed_by_id uuid;
alter table card add column if not exists custody_destroyed_at timestamp(3) with time zone;
create index if not exists card_box on card (box_id, state, serial);

-- Which chips were taken out of stock for which batch; kept: beforehand, by their serial numbers.
create table if not exists batch_card (
	batch_id uuid not null references batch (id),
	card_id uuid not null references card (id),
	kept boolean not null,
	primary key (batch_id, card_id)
);
create index if not exists batch_card_cards on batch_card (card_id);

insert into batch_card (batch_id, card_id, kept)
	select k.batch_id, k.id, false from card k where k.batch_id is not null
	and not exists (select 1 from batch_card b where b.batch_id = k.batch_id and b.card_id = k.id);
