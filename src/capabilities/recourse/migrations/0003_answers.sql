-- Demands to keep footage. Nothing ties one to a case: a place, a window, and a key made for this demand alone.
create type recourse.preservation_state as enum ('sent', 'kept', 'nothing', 'refused');

create table recourse.video_centres (
  city char(5) not null references city.cities (city),
  email text not null check (email = lower(email)),
  set_at timestamptz not null,
  set_by uuid,
  primary key (city, set_at)
);

create table recourse.preservations (
  city char(5) not null references city.cities (city),
  reference text not null check (reference ~ '^[2-9A-HJ-NP-Z]{10}$'),
  token_hash bytea not null,
  document text not null,
  place text not null check (length(place) between 1 and 300),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  demanded_at timestamptz not null,
  mailed boolean not null,
  primary key (city, reference),
  unique (city, token_hash)
);

-- What the video centre said; a later word stands beside the first.
create table recourse.preservation_answers (
  city char(5) not null,
  reference text not null,
  answered_at timestamptz not null,
  state recourse.preservation_state not null check (state <> 'sent'),
  words text not null check (length(words) <= 2000),
  primary key (city, reference, answered_at),
  foreign key (city, reference) references recourse.preservations (city, reference)
);

-- A body's opinion in public, signed by two members; what the authority answers, and what the body says of it.
create table recourse.opinions (
  city char(5) not null,
  body text not null,
  number integer not null check (number >= 1),
  document text not null,
  published_at timestamptz not null,
  primary key (city, body, number),
  foreign key (city, body) references recourse.bodies (city, body)
);

create table recourse.opinion_answers (
  city char(5) not null,
  body text not null,
  number integer not null,
  answered_at timestamptz not null,
  follows boolean not null,
  reasons text not null check (length(reasons) between 1 and 8000),
  answered_by uuid,
  primary key (city, body, number, answered_at),
  foreign key (city, body, number) references recourse.opinions (city, body, number)
);

do $$
declare t text;
begin
  foreach t in array array['video_centres', 'preservations', 'preservation_answers', 'opinions', 'opinion_answers'] loop
    execute format('alter table recourse.%I enable row level security', t);
    execute format('create policy own_city on recourse.%I using (city = current_setting(''visavis.city'', true)) with check (city = current_setting(''visavis.city'', true))', t);
    execute format('grant select, insert on recourse.%I to visavis_app', t);
  end loop;
end $$;
