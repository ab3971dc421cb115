-- A city's own colour and arms. `logo`: hash of the image, so that an address never changes its content.
alter table city.cities add column accent text check (accent ~ '^#[0-9a-f]{6}$');
alter table city.cities add column logo text;

create table city.logos (
  city char(5) not null references city.cities (city),
  logo text not null,
  png bytea not null check (octet_length(png) <= 200000),
  set_at timestamptz not null,
  primary key (city, logo)
);
alter table city.logos enable row level security;
create policy own_city on city.logos using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert on city.logos to visavis_app;
