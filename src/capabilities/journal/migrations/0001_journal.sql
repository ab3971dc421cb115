-- What waits to be sequenced into the public journal. Nothing personal: a type, a day, a commitment.
create schema journal;
grant usage on schema journal to visavis_app;

create type journal.entry_type as enum ('receipt', 'certificate', 'revocation', 'manifest', 'gap', 'equivocation', 'claim', 'publication');

create table journal.outbox (
  city char(5) not null,
  dedup bytea not null check (length(dedup) = 32),
  type journal.entry_type not null,
  day date not null,
  commitment bytea not null check (length(commitment) = 32),
  holder_tag bytea check (length(holder_tag) = 8),
  queued_at timestamptz not null,
  primary key (city, dedup)
);

-- The salts that make commitments provable live apart from them: erasing one leaves 32 random bytes in the journal.
create table journal.salts (
  city char(5) not null,
  dedup bytea not null,
  salt bytea not null check (length(salt) = 32),
  primary key (city, dedup)
);

alter table journal.outbox enable row level security;
create policy own_city on journal.outbox using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
alter table journal.salts enable row level security;
create policy own_city on journal.salts using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));

grant select, insert on journal.outbox to visavis_app;
grant select, insert, delete on journal.salts to visavis_app;
