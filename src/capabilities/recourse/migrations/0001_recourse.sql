-- Bodies of recourse. What concerns a case is sealed on devices before it comes here: the host keeps sizes, hours and states, never words.
create schema recourse;
grant usage on schema recourse to visavis_app;

create type recourse.body_kind as enum ('recourse', 'ethics');
create type recourse.writer as enum ('server', 'citizen', 'member', 'authority');
create type recourse.case_state as enum (
  'deposee', 'accusee', 'recevabilite', 'reorientee', 'mediation', 'enquete', 'contradictoire', 'avis', 'reponse-autorite',
  'suivi', 'non-suivi', 'close', 'suspendue', 'retiree', 'reexamen'
);

-- Declared by the city after the council's decision; founded by whoever opens the link. `profile`: public words, core/body-profile.ts.
create table recourse.bodies (
  city char(5) not null references city.cities (city),
  body text not null check (body ~ '^[a-z][a-z0-9-]{1,39}$'),
  kind recourse.body_kind not null,
  profile jsonb not null,
  founding_hash bytea not null,
  declared_at timestamptz not null,
  declared_by uuid,
  primary key (city, body)
);

-- The public half of the body's root: once, by who had the founding link.
create table recourse.roots (
  city char(5) not null,
  body text not null,
  root text not null check (root ~ '^[0-9a-f]{64}$'),
  set_at timestamptz not null,
  primary key (city, body),
  foreign key (city, body) references recourse.bodies (city, body)
);

-- Public keys of who asks to take a seat, until a roster has them.
create table recourse.joinings (
  city char(5) not null,
  body text not null,
  key text not null check (key ~ '^[0-9a-f]{64}$'),
  content jsonb not null,
  joined_at timestamptz not null,
  primary key (city, body, key),
  foreign key (city, body) references recourse.bodies (city, body)
);

-- `document`: canonical JSON, byte for byte what the journal has the hash of.
create table recourse.rosters (
  city char(5) not null,
  body text not null,
  number integer not null check (number >= 1),
  document text not null,
  published_at timestamptz not null,
  primary key (city, body, number),
  foreign key (city, body) references recourse.bodies (city, body)
);

-- Times of a case are whole hours.
create table recourse.cases (
  city char(5) not null,
  case_id text not null check (case_id ~ '^[0-9a-f]{32}$'),
  body text not null,
  citizen_key text not null,
  locator_hash text not null,
  citizen_recipient text not null,
  digest bytea not null,
  filed_at timestamptz not null check (filed_at = date_trunc('hour', filed_at)),
  state recourse.case_state not null,
  since timestamptz not null check (since = date_trunc('hour', since)),
  last_word timestamptz check (last_word = date_trunc('hour', last_word)),
  items integer not null,
  primary key (city, case_id),
  unique (city, locator_hash),
  foreign key (city, body) references recourse.bodies (city, body)
);
create index cases_by_body on recourse.cases (city, body, filed_at);

create table recourse.epochs (
  city char(5) not null,
  case_id text not null,
  number integer not null check (number >= 0),
  document text not null,
  primary key (city, case_id, number),
  foreign key (city, case_id) references recourse.cases (city, case_id)
);

create table recourse.grants (
  city char(5) not null,
  case_id text not null,
  epoch integer not null,
  holder text not null,
  file bytea not null check (length(file) <= 4096),
  primary key (city, case_id, epoch, holder),
  foreign key (city, case_id, epoch) references recourse.epochs (city, case_id, number)
);

create table recourse.items (
  city char(5) not null,
  case_id text not null,
  seq integer not null check (seq >= 0),
  epoch integer not null,
  file bytea not null check (length(file) <= 2100000),
  writer recourse.writer not null,
  -- The step that it takes, when it takes one, and whether it is a word to the person.
  state recourse.case_state,
  word boolean not null,
  added_at timestamptz not null check (added_at = date_trunc('hour', added_at)),
  primary key (city, case_id, seq),
  foreign key (city, case_id, epoch) references recourse.epochs (city, case_id, number)
);

create table recourse.envelopes (
  city char(5) not null,
  case_id text not null,
  recipient text not null,
  file bytea not null check (length(file) <= 8192),
  primary key (city, case_id),
  foreign key (city, case_id) references recourse.cases (city, case_id)
);

-- `custodian`: 0 to 2, in the roster's order. `passed_to` null: as it was filed; else, sealed again by one custodian for another.
create table recourse.shares (
  city char(5) not null,
  case_id text not null,
  custodian integer not null check (custodian between 0 and 2),
  passed_to integer not null check (passed_to between -1 and 2),
  file bytea not null check (length(file) <= 8192),
  primary key (city, case_id, custodian, passed_to),
  foreign key (city, case_id) references recourse.envelopes (city, case_id)
);

-- What members share about all cases: cards for search, sealed to each of them.
create table recourse.indexes (
  city char(5) not null,
  body text not null,
  version integer not null check (version >= 1),
  file bytea not null check (length(file) <= 33554432),
  primary key (city, body),
  foreign key (city, body) references recourse.bodies (city, body)
);

do $$
declare t text;
begin
  foreach t in array array['bodies', 'roots', 'joinings', 'rosters', 'cases', 'epochs', 'grants', 'items', 'envelopes', 'shares', 'indexes'] loop
    execute format('alter table recourse.%I enable row level security', t);
    execute format('create policy own_city on recourse.%I using (city = current_setting(''visavis.city'', true)) with check (city = current_setting(''visavis.city'', true))', t);
    execute format('grant select, insert on recourse.%I to visavis_app', t);
  end loop;
end $$;
grant update (state, since, last_word, items) on recourse.cases to visavis_app;
grant update (version, file) on recourse.indexes to visavis_app;
grant delete on recourse.joinings to visavis_app;
-- A grant of somebody who left is taken away.
grant delete on recourse.grants to visavis_app;
