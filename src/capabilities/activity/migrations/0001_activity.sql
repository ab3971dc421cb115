-- What was imported from the police's own software. The facts themselves are Parquet files, one a month and import: no report reads this database.
create schema activity;
grant usage on schema activity to visavis_app;

create table activity.imports (
  city char(5) not null references city.cities (city),
  import uuid not null,
  imported_at timestamptz not null,
  -- An account, or nobody: from the server's own terminal.
  imported_by uuid,
  -- How words became facts, whole: labels, source and attribution are read from here.
  mapping jsonb not null,
  rows integer not null check (rows >= 0),
  accepted integer not null check (accepted between 0 and rows),
  -- Rows written exactly like another of the same import: kept, and told.
  identical integer not null check (identical >= 0),
  primary key (city, import)
);

create table activity.import_files (
  city char(5) not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  -- 1, and one more each time that the import that held the file was undone: the same file is in the facts at most once.
  turn integer not null check (turn >= 1),
  import uuid not null,
  file text not null,
  rows integer not null,
  refused integer not null,
  primary key (city, sha256, turn),
  foreign key (city, import) references activity.imports (city, import)
);
create index import_files_by_import on activity.import_files (city, import);

create table activity.import_months (
  city char(5) not null,
  import uuid not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  rows integer not null check (rows > 0),
  primary key (city, import, month),
  foreign key (city, import) references activity.imports (city, import)
);

create table activity.import_refusals (
  city char(5) not null,
  import uuid not null,
  reason text not null,
  source_column text not null,
  rows integer not null check (rows > 0),
  primary key (city, import, reason, source_column),
  foreign key (city, import) references activity.imports (city, import)
);

create table activity.import_undos (
  city char(5) not null,
  import uuid not null,
  undone_at timestamptz not null,
  undone_by uuid,
  why text not null,
  primary key (city, import),
  foreign key (city, import) references activity.imports (city, import)
);

do $$
declare t text;
begin
  foreach t in array array['imports', 'import_files', 'import_months', 'import_refusals', 'import_undos'] loop
    execute format('alter table activity.%I enable row level security', t);
    execute format('create policy own_city on activity.%I using (city = current_setting(''visavis.city'', true)) with check (city = current_setting(''visavis.city'', true))', t);
    execute format('grant select, insert on activity.%I to visavis_app', t);
  end loop;
end $$;
