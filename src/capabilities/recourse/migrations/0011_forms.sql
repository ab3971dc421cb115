-- Which member signed which bytes of the offline form. The bytes are made anew from the program and the rosters; whoever keeps them can check.
create table recourse.form_signatures (
  city char(5) not null,
  body text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  key text not null check (key ~ '^[0-9a-f]{64}$'),
  signature bytea not null check (octet_length(signature) = 64),
  signed_at timestamptz not null,
  primary key (city, body, sha256, key),
  foreign key (city, body) references recourse.bodies (city, body)
);
alter table recourse.form_signatures enable row level security;
create policy own_city on recourse.form_signatures using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert on recourse.form_signatures to visavis_app;
