-- Drafts, signatures, comments and publications of reports. Each is a row that stays; the published files themselves are immutable.
create table activity.drafts (
  city char(5) not null references city.cities (city),
  draft uuid not null,
  report text not null,
  requested_at timestamptz not null,
  requested_by uuid,
  primary key (city, draft)
);

-- How the making of a draft ended: a report, or the reason why there is none.
create table activity.draft_outcomes (
  city char(5) not null,
  draft uuid not null,
  made_at timestamptz not null,
  -- How many releases of the same act it was audited against: all that were public when it was counted.
  audited integer not null check (audited >= 0),
  content jsonb,
  refusal text,
  evidence jsonb,
  primary key (city, draft),
  foreign key (city, draft) references activity.drafts (city, draft),
  check ((content is null) <> (refusal is null))
);

create table activity.signatures (
  city char(5) not null,
  draft uuid not null,
  signed_at timestamptz not null,
  signed_by uuid,
  primary key (city, draft),
  foreign key (city, draft) references activity.draft_outcomes (city, draft)
);

create table activity.comments (
  city char(5) not null,
  draft uuid not null,
  written_at timestamptz not null,
  written_by uuid,
  words text not null check (length(words) between 1 and 4000),
  primary key (city, draft),
  foreign key (city, draft) references activity.draft_outcomes (city, draft)
);

create table activity.publications (
  city char(5) not null,
  report text not null,
  version integer not null check (version >= 1),
  act text not null,
  -- The first, the second … release of this act. A draft takes the place right after those it was audited against, or none.
  release integer not null check (release >= 1),
  draft uuid not null,
  published_at timestamptz not null,
  published_by uuid,
  manifest_sha256 bytea not null check (octet_length(manifest_sha256) = 32),
  primary key (city, report, version),
  unique (city, draft),
  unique (city, act, release),
  foreign key (city, draft) references activity.signatures (city, draft)
);

-- The public promise: a report of this kind, so many days after its period ends. The latest row counts; the others stay in view.
create table activity.promises (
  city char(5) not null references city.cities (city),
  kind text not null check (kind in ('month', 'quarter', 'year')),
  act text not null,
  promised_at timestamptz not null,
  promised_by uuid,
  -- First period that it holds for: `2026-10`, its first month.
  since text not null check (since ~ '^\d{4}-\d{2}$'),
  days integer not null check (days between 1 and 400),
  primary key (city, kind, act, promised_at)
);

do $$
declare t text;
begin
  foreach t in array array['drafts', 'draft_outcomes', 'signatures', 'comments', 'publications', 'promises'] loop
    execute format('alter table activity.%I enable row level security', t);
    execute format('create policy own_city on activity.%I using (city = current_setting(''visavis.city'', true)) with check (city = current_setting(''visavis.city'', true))', t);
    execute format('grant select, insert on activity.%I to visavis_app', t);
  end loop;
end $$;
