-- Filings that were sealed elsewhere, with the age command, and came through a plain form: no case, no keys of a citizen, no following.
create table recourse.drops (
  city char(5) not null,
  body text not null,
  drop_id text not null check (drop_id ~ '^[0-9a-f]{32}$'),
  digest bytea not null,
  file bytea not null check (length(file) <= 8388608),
  filed_at timestamptz not null check (filed_at = date_trunc('hour', filed_at)),
  primary key (city, body, drop_id),
  unique (city, body, digest),
  foreign key (city, body) references recourse.bodies (city, body)
);
alter table recourse.drops enable row level security;
create policy own_city on recourse.drops using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert on recourse.drops to visavis_app;
