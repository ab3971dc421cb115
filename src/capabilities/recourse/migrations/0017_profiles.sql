-- What a body's page says of it, as the city gave it later: an address changes, a text is put right or said in English. The newest counts.
create table recourse.profiles (
  city char(5) not null,
  body text not null,
  id bigint generated always as identity,
  said_at timestamptz not null,
  profile jsonb not null,
  said_by uuid,
  primary key (city, body, id),
  foreign key (city, body) references recourse.bodies (city, body)
);
alter table recourse.profiles enable row level security;
create policy own_city on recourse.profiles using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert on recourse.profiles to visavis_app;
