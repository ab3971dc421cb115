-- Receipts, the devices that sign them, and what follows. No column about who the person is; a test walks them all.
create schema receipts;
grant usage on schema receipts to visavis_app;

create type receipts.algorithm as enum ('Ed25519', 'ES256');
create type receipts.standing as enum ('valid', 'after_revocation', 'after_suspension');
create type receipts.delivery_mode as enum ('screen', 'card', 'own_phone', 'not_delivered');
create type receipts.undelivered_reason as enum ('refused', 'left', 'danger', 'emergency', 'equipment');
create type receipts.check_result as enum ('nothing', 'contravention', 'delit', 'verification', 'arrest', 'other');
create type receipts.stop_reason as enum ('revoked', 'lost', 'equivocation');
create type receipts.card_problem as enum ('spent', 'unknown', 'foreign');
create type receipts.claim_kind as enum ('contest', 'observe', 'transfer');
create type receipts.declared_service as enum ('police_municipale', 'police_nationale', 'gendarmerie', 'unknown');

-- Root and unit certificates, by their own id.
create table receipts.authorities (
  city char(5) not null,
  key_id bytea not null check (length(key_id) = 8),
  unit integer not null,
  certificate text not null,
  registered_at timestamptz not null,
  primary key (city, key_id)
);

create table receipts.enrolments (
  city char(5) not null,
  code_hash bytea not null,
  unit integer not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  device uuid,
  primary key (city, code_hash)
);

create table receipts.devices (
  city char(5) not null,
  device uuid not null,
  unit integer not null,
  number integer not null,
  algorithm receipts.algorithm not null,
  public_key bytea not null,
  enrolled_at timestamptz not null,
  primary key (city, device),
  unique (city, unit, number)
);

-- A device stops once: revoked by its unit, lost, or caught signing two receipts with one number.
create table receipts.device_stops (
  city char(5) not null,
  device uuid not null,
  reason receipts.stop_reason not null,
  stopped_at timestamptz not null,
  stopped_by uuid,
  primary key (city, device),
  foreign key (city, device) references receipts.devices (city, device)
);

create table receipts.certificates (
  city char(5) not null,
  key_id bytea not null check (length(key_id) = 8),
  device uuid not null,
  unit integer not null,
  certificate text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  issued_at timestamptz not null,
  primary key (city, key_id),
  foreign key (city, device) references receipts.devices (city, device)
);
create index certificates_by_device on receipts.certificates (city, device, valid_to);
create index certificates_by_time on receipts.certificates (city, valid_from, valid_to);

create table receipts.receipts (
  city char(5) not null,
  key_id bytea not null check (length(key_id) = 8),
  seq bigint not null check (seq between 1 and 4294967295),
  unit integer not null,
  day date not null,
  issued_at timestamptz not null,
  received_at timestamptz not null,
  payload bytea not null check (length(payload) = 43),
  signature bytea not null check (length(signature) = 64),
  holder_hash bytea not null check (length(holder_hash) = 32),
  holder_tag bytea not null check (length(holder_tag) = 8),
  detail text not null,
  detail_signature bytea not null check (length(detail_signature) = 64),
  ground text not null,
  quarter integer not null,
  result receipts.check_result not null,
  delivery receipts.delivery_mode not null,
  undelivered_reason receipts.undelivered_reason,
  card text,
  -- A card that was spent, unknown or another unit's: the receipt stands, without its card.
  card_problem receipts.card_problem,
  standing receipts.standing not null,
  late boolean not null,
  clock_off boolean not null,
  primary key (city, key_id, seq),
  check ((delivery = 'not_delivered') = (undelivered_reason is not null)),
  check ((delivery = 'card') = (card is not null or card_problem is not null))
);
create index receipts_by_day on receipts.receipts (city, day, unit);
create unique index receipts_by_card on receipts.receipts (city, card) where card is not null;

-- Two different receipts under one number: both are kept, the first in its place, the other here.
create table receipts.equivocations (
  city char(5) not null,
  key_id bytea not null,
  seq bigint not null,
  digest bytea not null,
  payload bytea not null,
  signature bytea not null,
  holder_hash bytea not null,
  detail text not null,
  detail_signature bytea not null,
  received_at timestamptz not null,
  primary key (city, key_id, seq, digest)
);

create table receipts.manifests (
  city char(5) not null,
  key_id bytea not null,
  first_seq bigint not null,
  last_seq bigint not null,
  head bytea not null check (length(head) = 32),
  signature bytea not null check (length(signature) = 64),
  received_at timestamptz not null,
  primary key (city, key_id, first_seq, last_seq),
  check (first_seq <= last_seq)
);

create table receipts.cards (
  city char(5) not null,
  card text not null,
  unit integer not null,
  holder_hash bytea not null check (length(holder_hash) = 32),
  printed_at timestamptz not null,
  primary key (city, card)
);

create table receipts.challenges (
  city char(5) not null,
  challenge bytea not null check (length(challenge) = 32),
  expires_at timestamptz not null,
  primary key (city, challenge)
);

create table receipts.claims (
  city char(5) not null,
  id uuid not null,
  key_id bytea not null,
  seq bigint not null,
  kind receipts.claim_kind not null,
  content text not null,
  signature bytea not null,
  challenge bytea not null,
  new_holder_hash bytea,
  claimed_at timestamptz not null,
  primary key (city, id),
  foreign key (city, key_id, seq) references receipts.receipts (city, key_id, seq),
  check ((kind = 'transfer') = (new_holder_hash is not null))
);
create index claims_by_receipt on receipts.claims (city, key_id, seq);

-- A correction by the unit is a note beside the receipt, in view; the receipt itself is never edited.
create table receipts.annotations (
  city char(5) not null,
  id uuid not null,
  key_id bytea not null,
  seq bigint not null,
  field text not null,
  note text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (city, id),
  foreign key (city, key_id, seq) references receipts.receipts (city, key_id, seq)
);

-- A check without a receipt, told by anyone. Counted apart, never mixed with receipts.
create table receipts.declarations (
  city char(5) not null,
  reference text not null,
  service receipts.declared_service not null,
  day date not null,
  hour integer check (hour between 0 and 23),
  quarter integer not null,
  asked boolean not null,
  happened text[] not null,
  account text not null,
  declared_at timestamptz not null,
  primary key (city, reference)
);
create index declarations_by_day on receipts.declarations (city, day);

do $$
declare t text;
begin
  foreach t in array array['authorities', 'enrolments', 'devices', 'device_stops', 'certificates', 'receipts', 'equivocations', 'manifests', 'cards', 'challenges', 'claims', 'annotations', 'declarations'] loop
    execute format('alter table receipts.%I enable row level security', t);
    execute format('create policy own_city on receipts.%I using (city = current_setting(''visavis.city'', true)) with check (city = current_setting(''visavis.city'', true))', t);
  end loop;
end $$;

grant select, insert on all tables in schema receipts to visavis_app;
grant delete on receipts.challenges to visavis_app;
grant update (device) on receipts.enrolments to visavis_app;
