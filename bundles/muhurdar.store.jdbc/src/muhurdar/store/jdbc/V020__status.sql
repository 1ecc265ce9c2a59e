-- How a request came in, what it is a part of, and lists of requests that are decided once.

alter table status_request add column if not exists channel varchar default 'ONLINE' not null;
alter table status_request add column if not exists part_of varchar;
create index if not exists status_request_part_of on status_request (part_of);

create table if not exists status_list (
	id uuid primary key,
	version integer not null,
	number varchar not null constraint status_list_number unique,
	state varchar not null,
	wish_change varchar not null,
	wish_requester varchar not null,
	wish_channel varchar not null,
	wish_cause varchar,
	wish_reason varchar,
	wish_evidence varchar not null,
	received_by_id uuid not null,
	received_at timestamp(3) with time zone not null,
	decided_by_id uuid,
	decided_at timestamp(3) with time zone
);
create index if not exists status_list_state on status_list (state, received_at);

create table if not exists status_list_item (
	list_id uuid not null references status_list (id),
	position integer not null,
	certificate_id uuid not null references certificate (id),
	request_id uuid references status_request (id),
	refusal varchar,
	primary key (list_id, position)
);
