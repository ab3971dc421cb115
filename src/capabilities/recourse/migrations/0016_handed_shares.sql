-- A custodian who left seals their share of each envelope to who came in their place.
create table recourse.handed_shares (
  city char(5) not null,
  case_id text not null,
  custodian integer not null check (custodian between 0 and 2),
  -- Whose it is now: Ed25519, hex.
  holder text not null check (holder ~ '^[0-9a-f]{64}$'),
  share bytea not null check (length(share) <= 8192),
  handed_at timestamptz not null check (handed_at = date_trunc('hour', handed_at)),
  primary key (city, case_id, custodian, holder),
  foreign key (city, case_id) references recourse.envelopes (city, case_id)
);
alter table recourse.handed_shares enable row level security;
create policy own_city on recourse.handed_shares using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
create policy kept_their_time on recourse.handed_shares as restrictive for delete using (recourse.is_over(city, case_id));
grant select, insert, delete on recourse.handed_shares to visavis_app;

-- Between whom a share passed: places may have other holders since. Empty in passes from before, which are between those of the filing.
alter table recourse.passes add column from_key text not null default '' check (from_key ~ '^([0-9a-f]{64})?$');
alter table recourse.passes add column to_key text not null default '' check (to_key ~ '^([0-9a-f]{64})?$');
alter table recourse.passes drop constraint passes_pkey;
create unique index passes_between on recourse.passes (city, case_id, custodian, passed_to, from_key, to_key);
alter table recourse.passes add constraint passes_pkey primary key using index passes_between;
