-- The log itself: what waits (queue), what stands (entries), its Merkle tree in tiles, its head, and each checkpoint that was published.
create table journal.queue (
  city char(5) not null,
  dedup bytea not null check (length(dedup) = 32),
  leaf bytea not null check (length(leaf) between 1 and 65535),
  -- Makes the leaf's commitment provable; none where the leaf names a public file.
  salt bytea check (length(salt) = 32),
  queued_at timestamptz not null,
  primary key (city, dedup)
);

create table journal.entries (
  city char(5) not null,
  index bigint not null check (index >= 0),
  dedup bytea not null check (length(dedup) = 32),
  leaf bytea not null check (length(leaf) between 1 and 65535),
  -- The one column that changes: erased, it leaves 32 bytes in the leaf that say nothing.
  salt bytea check (length(salt) = 32),
  queued_at timestamptz not null,
  primary key (city, index),
  unique (city, dedup)
);

-- C2SP tlog-tiles: up to 256 hashes of 32 bytes. Hashes do not compress.
create table journal.tiles (
  city char(5) not null,
  level smallint not null check (level between 0 and 63),
  n bigint not null check (n >= 0),
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (city, level, n)
);
alter table journal.tiles alter column hashes set storage external;

create table journal.heads (
  city char(5) not null,
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  changed_at timestamptz not null,
  primary key (city)
);

-- The first note that was published of each size.
create table journal.checkpoints (
  city char(5) not null,
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  published_at timestamptz not null,
  primary key (city, size)
);

alter table journal.queue enable row level security;
create policy own_city on journal.queue using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
alter table journal.entries enable row level security;
create policy own_city on journal.entries using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
alter table journal.tiles enable row level security;
create policy own_city on journal.tiles using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
alter table journal.heads enable row level security;
create policy own_city on journal.heads using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
alter table journal.checkpoints enable row level security;
create policy own_city on journal.checkpoints using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));

grant select, insert, delete on journal.queue to visavis_app;
grant select, insert, update (salt) on journal.entries to visavis_app;
grant select, insert, update on journal.tiles, journal.heads to visavis_app;
grant select, insert on journal.checkpoints to visavis_app;

-- What waited in the outbox waits in the queue, with its salt.
insert into journal.queue (city, dedup, leaf, salt, queued_at)
select o.city, o.dedup,
  convert_to('visavis1 ' || o.type || ' ' || o.day || ' salted:' || encode(o.commitment, 'base64') || coalesce(' tag:' || encode(o.holder_tag, 'base64'), ''), 'UTF8'),
  s.salt, o.queued_at
from journal.outbox o left join journal.salts s on s.city = o.city and s.dedup = o.dedup;

-- Nothing has ever read them but the lines above (docs/adr/0015).
-- squawk-ignore ban-drop-table
drop table journal.salts;
-- squawk-ignore ban-drop-table
drop table journal.outbox;
drop type journal.entry_type;
