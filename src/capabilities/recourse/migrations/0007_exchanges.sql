-- What a body and the authority write to each other, sealed to both. Nothing ties one to a case but the case itself, which is sealed.
create table recourse.letters (
  city char(5) not null,
  body text not null,
  exchange text not null check (exchange ~ '^[0-9a-f]{32}$'),
  seq integer not null check (seq between 0 and 1000),
  writer recourse.writer not null check (writer in ('member', 'authority')),
  file bytea not null check (length(file) <= 400000),
  added_at timestamptz not null check (added_at = date_trunc('hour', added_at)),
  primary key (city, body, exchange, seq),
  foreign key (city, body) references recourse.bodies (city, body)
);
alter table recourse.letters enable row level security;
create policy own_city on recourse.letters using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert on recourse.letters to visavis_app;
