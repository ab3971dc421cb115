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

-- Row security lets no index answer a full-text or a trigram comparison: those operators are not marked leakproof. These two functions read as the owner and
-- hold the city themselves, by the same setting as every policy.
create function search.find(lang text, asked text, most integer)
returns table (path text, title text, body text, rank real, matches bigint)
language sql stable security definer set search_path = search, public, pg_catalog
as $$
  with question as materialized (select websearch_to_tsquery(('search.' || lang)::regconfig, asked) as query),
  matching as materialized (
    select d.path, d.title, d.body, d.lexemes
    from search.documents d, question
    where d.lexemes @@ question.query and d.city = current_setting('visavis.city', true) and d.language = lang
    limit most
  )
  select m.path, m.title, m.body, ts_rank(m.lexemes, question.query), count(*) over ()
  from matching m, question
$$;

-- Of each word, the known one that looks most like it; itself when it is known.
create function search.near(lang text, typed text[])
returns table (word text, known text)
language sql stable security definer set search_path = search, public, pg_catalog
as $$
  select t.word, n.word
  from unnest(typed) as t (word)
  cross join lateral (
    select w.word from search.words w
    where w.word % t.word and w.city = current_setting('visavis.city', true) and w.language = lang
    order by similarity(w.word, t.word) desc, w.word
    limit 1
  ) n
$$;
revoke all on function search.find(text, text, integer), search.near(text, text[]) from public;
grant execute on function search.find(text, text, integer), search.near(text, text[]) to visavis_app;
