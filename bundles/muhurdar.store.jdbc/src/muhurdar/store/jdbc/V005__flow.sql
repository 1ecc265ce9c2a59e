-- Where a card was made, and the journal of a day: what the line's figures are read off.
alter table journal add column if not exists reader varchar;
create index if not exists journal_at on journal (at, card_id);
