-- Accounts, sessions, mail, the trail of staff acts and the stream of events. Every table starts with the city.
grant usage on schema platform to visavis_app;
grant select on platform.migrations to visavis_app;

create type platform.staff_role as enum ('admin', 'supervisor', 'auditor');
create type platform.mail_state as enum ('queued', 'sent', 'failed');

create table platform.accounts (
  city char(5) not null,
  account uuid not null,
  email text not null,
  role platform.staff_role not null,
  unit integer,
  demo boolean not null default false,
  created_at timestamptz not null,
  primary key (city, account),
  unique (city, email),
  check (email = lower(email)),
  check ((role = 'supervisor') = (unit is not null))
);

create table platform.account_closings (
  city char(5) not null,
  account uuid not null,
  closed_at timestamptz not null,
  closed_by uuid not null,
  primary key (city, account),
  foreign key (city, account) references platform.accounts (city, account)
);

create table platform.passkeys (
  city char(5) not null,
  credential text not null,
  account uuid not null,
  public_key bytea not null,
  counter bigint not null,
  created_at timestamptz not null,
  primary key (city, credential),
  foreign key (city, account) references platform.accounts (city, account)
);

create table platform.invitations (
  city char(5) not null,
  token_hash bytea not null,
  account uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (city, token_hash),
  foreign key (city, account) references platform.accounts (city, account)
);

create table platform.sessions (
  city char(5) not null,
  token_hash bytea not null,
  account uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (city, token_hash),
  foreign key (city, account) references platform.accounts (city, account)
);

-- What a sign-in under way must remember between two requests: a WebAuthn challenge, an OpenID state. Used once.
create table platform.sign_in_attempts (
  city char(5) not null,
  token_hash bytea not null,
  content jsonb not null,
  expires_at timestamptz not null,
  primary key (city, token_hash)
);

create table platform.audit (
  city char(5) not null,
  id uuid not null,
  at timestamptz not null,
  account uuid,
  act text not null,
  subject text not null,
  outcome text not null,
  primary key (city, id)
);

create table platform.events (
  city char(5) not null,
  id uuid not null,
  at timestamptz not null,
  capability text not null,
  kind text not null,
  subject text not null,
  content jsonb not null,
  primary key (city, id)
);
create index events_by_subject on platform.events (city, capability, subject, id);

create table platform.mails (
  city char(5) not null,
  id uuid not null,
  recipient text not null,
  subject text not null,
  body text not null,
  state platform.mail_state not null,
  attempts integer not null default 0,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (city, id)
);

-- Rate limits hold a keyed digest and a number, never an address. Shared by all cities: an attacker does not choose one.
create table platform.rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

do $$
declare t text;
begin
  foreach t in array array['accounts', 'account_closings', 'passkeys', 'invitations', 'sessions', 'sign_in_attempts', 'audit', 'events', 'mails'] loop
    execute format('alter table platform.%I enable row level security', t);
    execute format('create policy own_city on platform.%I using (city = current_setting(''visavis.city'', true)) with check (city = current_setting(''visavis.city'', true))', t);
  end loop;
end $$;

grant select, insert on platform.accounts, platform.account_closings, platform.audit, platform.events to visavis_app;
grant select, insert, update, delete on platform.passkeys, platform.invitations, platform.sessions, platform.sign_in_attempts, platform.mails, platform.rate_limits to visavis_app;
