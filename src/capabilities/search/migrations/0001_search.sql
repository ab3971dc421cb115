-- What anyone may read, as words: made again from the public pages, never written by hand. Both extensions are trusted: the database's owner may create them.
create schema search;
grant usage on schema search to visavis_app;
create extension if not exists unaccent schema search;
create extension if not exists pg_trgm schema search;
-- Where another program of this database brought the extensions before us, they are in its schema.
set local search_path = search, public, pg_catalog;

-- « controle » finds « contrôle », « contrôles » finds « contrôle ».
create text search configuration search.fr (copy = pg_catalog.french);
alter text search configuration search.fr alter mapping for hword, hword_part, word with unaccent, french_stem;
create text search configuration search.en (copy = pg_catalog.english);
alter text search configuration search.en alter mapping for hword, hword_part, word with unaccent, english_stem;

create table search.documents (
  city char(5) not null references city.cities (city),
  path text not null,
  language text not null check (language in ('fr', 'en')),
  title text not null,
  body text not null,
  changed_at timestamptz,
  lexemes tsvector not null,
  primary key (city, path, language)
);
create index documents_by_lexeme on search.documents using gin (lexemes);

-- Words of the documents, without accents: what a mistyped one is compared with.
create table search.words (
  city char(5) not null references city.cities (city),
  language text not null,
  word text not null,
  primary key (city, language, word)
);
create index words_by_trigram on search.words using gin (word gin_trgm_ops);

do $$
declare t text;
begin
  foreach t in array array['documents', 'words'] loop
    execute format('alter table search.%I enable row level security', t);
    execute format('create policy own_city on search.%I using (city = current_setting(''visavis.city'', true)) with check (city = current_setting(''visavis.city'', true))', t);
    execute format('grant select, insert, update, delete on search.%I to visavis_app', t);
  end loop;
end $$;
