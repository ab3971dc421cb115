-- Large files in parts, each an age file of its own in the folder of the program. `key`: who sends, and who may ask what arrived.
create table recourse.uploads (
  city char(5) not null,
  upload text not null check (upload ~ '^[0-9a-f]{32}$'),
  body text not null,
  key text not null,
  begun_at timestamptz not null check (begun_at = date_trunc('hour', begun_at)),
  -- Set by the item that names it: what no item names within two days goes.
  case_id text,
  primary key (city, upload),
  foreign key (city, body) references recourse.bodies (city, body)
);

create table recourse.parts (
  city char(5) not null,
  upload text not null,
  part integer not null check (part between 0 and 1023),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size integer not null,
  primary key (city, upload, part),
  foreign key (city, upload) references recourse.uploads (city, upload) on delete cascade
);

alter table recourse.uploads enable row level security;
create policy own_city on recourse.uploads using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
alter table recourse.parts enable row level security;
create policy own_city on recourse.parts using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert, delete on recourse.uploads, recourse.parts to visavis_app;
grant update (case_id) on recourse.uploads to visavis_app;
