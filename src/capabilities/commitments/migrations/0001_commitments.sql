-- The register of commitments. Each promise is its versions; what is said of it, shown for it or measured of it is a further row.
create schema commitments;
grant usage on schema commitments to visavis_app;

create type commitments.party as enum ('city', 'observer', 'citizen');
create type commitments.finding as enum ('kept', 'under_way', 'not_kept', 'given_up');
create type commitments.verdict as enum ('accepted', 'refused');

-- `content`: the terms, as core/terms.ts reads them. The first published version is the promise as it was made.
create table commitments.versions (
  city char(5) not null references city.cities (city),
  commitment text not null check (commitment ~ '^[A-Z]\d{2,3}$'),
  version integer not null check (version >= 1),
  content jsonb not null,
  reason text not null check (length(reason) between 1 and 2000),
  drafted_at timestamptz not null,
  drafted_by uuid,
  primary key (city, commitment, version)
);

create table commitments.publications (
  city char(5) not null,
  commitment text not null,
  version integer not null,
  published_at timestamptz not null,
  published_by uuid,
  primary key (city, commitment, version),
  foreign key (city, commitment, version) references commitments.versions (city, commitment, version)
);

-- A document that shows something of a commitment. What a citizen proposes waits for a decision; the parties decide on their own.
create table commitments.evidence (
  city char(5) not null references city.cities (city),
  commitment text not null,
  reference text not null check (reference ~ '^[2-9A-HJ-NP-Z]{10}$'),
  party commitments.party not null,
  title text not null check (length(title) between 1 and 200),
  address text not null check (length(address) <= 500),
  words text not null check (length(words) between 1 and 2000),
  dated date not null,
  given_at timestamptz not null,
  given_by uuid,
  primary key (city, reference)
);

create table commitments.evidence_decisions (
  city char(5) not null,
  reference text not null,
  verdict commitments.verdict not null,
  reasons text not null check (length(reasons) between 1 and 2000),
  decided_at timestamptz not null,
  decided_by uuid,
  primary key (city, reference),
  foreign key (city, reference) references commitments.evidence (city, reference)
);

-- What a party says that the facts say; `evidence`: references of accepted documents, `indicators`: figures that it rests on.
create table commitments.findings (
  city char(5) not null references city.cities (city),
  commitment text not null,
  party commitments.party not null,
  number integer not null check (number >= 1),
  finding commitments.finding not null,
  reasons text not null check (length(reasons) between 1 and 4000),
  evidence text[] not null,
  indicators text[] not null,
  found_at timestamptz not null,
  found_by uuid,
  primary key (city, commitment, party, number),
  check (party <> 'citizen'),
  check (finding <> 'kept' or cardinality(evidence) + cardinality(indicators) > 0)
);

-- Figures that the platform measured itself, once a day. `value` null: there was nothing to measure that day.
create table commitments.measurements (
  city char(5) not null references city.cities (city),
  indicator text not null,
  day date not null,
  measured_at timestamptz not null,
  value double precision,
  primary key (city, indicator, day)
);

-- Who asked to be told. `token` is the whole secret: it confirms, and it stops. Erased when they stop, or when they never confirm.
create table commitments.followers (
  city char(5) not null references city.cities (city),
  token text not null,
  email text not null check (email = lower(email)),
  -- Empty: every commitment.
  commitment text not null,
  language text not null,
  origin text not null,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  told_until timestamptz,
  primary key (city, token),
  unique (city, email, commitment)
);

do $$
declare t text;
begin
  foreach t in array array['versions', 'publications', 'evidence', 'evidence_decisions', 'findings', 'measurements', 'followers'] loop
    execute format('alter table commitments.%I enable row level security', t);
    execute format('create policy own_city on commitments.%I using (city = current_setting(''visavis.city'', true)) with check (city = current_setting(''visavis.city'', true))', t);
    execute format('grant select, insert on commitments.%I to visavis_app', t);
  end loop;
end $$;
grant update, delete on commitments.followers to visavis_app;
