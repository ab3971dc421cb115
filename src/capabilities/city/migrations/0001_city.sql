-- The city: its services, officers by number, quarters and street sections, declared checks.
create schema city;
grant usage on schema city to visavis_app;

create type city.service_kind as enum ('police_municipale', 'police_nationale', 'gendarmerie');
create type city.check_act as enum ('controle_identite', 'verification_identite', 'releve_identite', 'controle_routier');
create type city.officer_number_kind as enum ('card', 'rio');
create type city.optional_field as enum ('age_band', 'sex');

-- The list of cities itself: read to find out which city a host name serves, before any city is known.
create table city.cities (
  city char(5) primary key check (city ~ '^(\d{2}|2[AB])\d{3}$'),
  number integer not null unique check (number between 1 and 65535),
  name text not null,
  hosts text[] not null default '{}',
  languages text[] not null default '{fr,en}',
  optional_fields city.optional_field[] not null default '{}',
  contact text not null,
  data_protection_contact text not null,
  demo boolean not null default false,
  real_data_notice text,
  created_at timestamptz not null
);

create table city.units (
  city char(5) not null references city.cities (city),
  unit integer not null check (unit between 1 and 65535),
  name text not null,
  kind city.service_kind not null,
  acts city.check_act[] not null,
  created_at timestamptz not null,
  primary key (city, unit)
);

create table city.officers (
  city char(5) not null,
  unit integer not null,
  number integer not null check (number between 1 and 9999999),
  kind city.officer_number_kind not null,
  since date not null,
  primary key (city, unit, number),
  foreign key (city, unit) references city.units (city, unit)
);

create table city.officer_departures (
  city char(5) not null,
  unit integer not null,
  number integer not null,
  left_on date not null,
  recorded_by uuid not null,
  primary key (city, unit, number),
  foreign key (city, unit, number) references city.officers (city, unit, number)
);

create table city.quarters (
  city char(5) not null references city.cities (city),
  quarter integer not null check (quarter between 1 and 65535),
  name text not null,
  -- A GeoJSON geometry (official outline), or the place of a tile in a schematic map.
  outline jsonb,
  tile integer[],
  source text not null,
  primary key (city, quarter),
  unique (city, name),
  check (outline is not null or tile is not null)
);

create table city.sections (
  city char(5) not null,
  section integer not null check (section between 1 and 16777215),
  quarter integer not null,
  name text not null,
  primary key (city, section),
  foreign key (city, quarter) references city.quarters (city, quarter)
);

-- The denominator. A correction is a further row: the latest counts, the others stay in view.
create table city.declared_checks (
  city char(5) not null,
  unit integer not null,
  day date not null,
  revision integer not null,
  checks integer not null check (checks between 0 and 100000),
  declared_at timestamptz not null,
  declared_by uuid not null,
  primary key (city, unit, day, revision),
  foreign key (city, unit) references city.units (city, unit)
);

do $$
declare t text;
begin
  foreach t in array array['units', 'officers', 'officer_departures', 'quarters', 'sections', 'declared_checks'] loop
    execute format('alter table city.%I enable row level security', t);
    execute format('create policy own_city on city.%I using (city = current_setting(''visavis.city'', true)) with check (city = current_setting(''visavis.city'', true))', t);
  end loop;
end $$;

grant select on city.cities to visavis_app;
grant insert, update on city.cities to visavis_app;
grant select, insert, update on city.units, city.quarters, city.sections to visavis_app;
grant select, insert on city.officers, city.officer_departures, city.declared_checks to visavis_app;
