-- Which desk runs a batch. Until now that stood in a note, under the desk's id.

create table if not exists desk (
	id uuid primary key,
	version integer not null,
	name varchar not null,
	seen_at timestamp(3) with time zone not null,
	given_up_by_id uuid,
	given_up_at timestamp(3) with time zone,
	because varchar
);

alter table batch add column if not exists desk_id uuid references desk (id);
alter table batch add column if not exists taken_from_id uuid;
create index if not exists batch_desk on batch (desk_id, state);

insert into desk (id, version, name, seen_at)
	select distinct cast(n.content as uuid), 1, '', current_timestamp from note n
		where n.plugin = 'cards' and n.name like 'hall of %'
	on conflict do nothing;
update batch set desk_id = (select cast(n.content as uuid) from note n
		where n.plugin = 'cards' and n.name = 'hall of ' || cast(batch.id as varchar))
	where desk_id is null;
delete from note where plugin = 'cards' and name like 'hall of %';
