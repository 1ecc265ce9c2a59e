-- What CRL and OCSP said when a status request was seen to be published.
create table if not exists sighting (
	request_id uuid not null references status_request (id),
	evidence_source varchar not null,
	evidence_place varchar not null,
	evidence_at timestamp(3) with time zone not null,
	evidence_this_update timestamp(3) with time zone not null,
	evidence_next_update timestamp(3) with time zone,
	evidence_said varchar not null,
	evidence_since timestamp(3) with time zone,
	evidence_reason integer not null,
	evidence_proof bytea not null
);
create index if not exists sighting_request on sighting (request_id)
