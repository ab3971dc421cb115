-- Addresses that want a word when a body has written to somebody. None is tied to a case: the host does not know whose case it is, nor whether there is one.
create table recourse.news (
  city char(5) not null,
  body text not null,
  email text not null check (email = lower(email)),
  language text not null check (language in ('fr', 'en')),
  code_hash bytea not null,
  tries integer not null default 0,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  -- What happened before that hour was told, or was there before they asked; cases know hours alone.
  told_until timestamptz not null check (told_until = date_trunc('hour', told_until)),
  primary key (city, body, email),
  foreign key (city, body) references recourse.bodies (city, body)
);
alter table recourse.news enable row level security;
create policy own_city on recourse.news using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert, delete on recourse.news to visavis_app;
grant update (code_hash, tries, asked_at, confirmed_at, told_until, language) on recourse.news to visavis_app;
