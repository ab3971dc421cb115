-- The texts that the pages on rights cite are data of the program; here, each time that a city has read one of them again.
create schema rights;
grant usage on schema rights to visavis_app;

create type rights.verdict as enum ('unchanged', 'to_change');

create table rights.readings (
  city char(5) not null references city.cities (city),
  law text not null check (law ~ '^[a-z0-9-]{1,40}$'),
  read_at timestamptz not null,
  read_on date not null,
  verdict rights.verdict not null,
  note text not null check (length(note) <= 2000),
  read_by uuid,
  primary key (city, law, read_at)
);

alter table rights.readings enable row level security;
create policy own_city on rights.readings using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert on rights.readings to visavis_app;
