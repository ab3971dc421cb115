-- What a report of one kind has: which tables and drawings, and the city's own words around them. The latest row counts; the others stay in view.
create table activity.definitions (
  city char(5) not null references city.cities (city),
  -- In the order in which they were written, also within one instant.
  id uuid not null,
  act text not null,
  kind text not null check (kind in ('month', 'quarter', 'year')),
  written_at timestamptz not null,
  written_by uuid,
  definition jsonb not null,
  primary key (city, id)
);
create index definitions_by_kind on activity.definitions (city, act, kind, written_at);
alter table activity.definitions enable row level security;
create policy own_city on activity.definitions using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert on activity.definitions to visavis_app;
