-- What members counted of a quarter: each signs what their own device counted; two who counted the same publish it.
create table recourse.tally_signatures (
  city char(5) not null,
  body text not null,
  quarter text not null check (quarter ~ '^[0-9]{4}-T[1-4]$'),
  key text not null check (key ~ '^[0-9a-f]{64}$'),
  signed_at timestamptz not null,
  document text not null check (length(document) <= 20000),
  signature text not null check (length(signature) = 88),
  primary key (city, body, quarter, key, signed_at),
  foreign key (city, body) references recourse.bodies (city, body)
);

create table recourse.tallies (
  city char(5) not null,
  body text not null,
  quarter text not null check (quarter ~ '^[0-9]{4}-T[1-4]$'),
  document text not null,
  published_at timestamptz not null,
  primary key (city, body, quarter),
  foreign key (city, body) references recourse.bodies (city, body)
);

do $$
declare t text;
begin
  foreach t in array array['tally_signatures', 'tallies'] loop
    execute format('alter table recourse.%I enable row level security', t);
    execute format('create policy own_city on recourse.%I using (city = current_setting(''visavis.city'', true)) with check (city = current_setting(''visavis.city'', true))', t);
    execute format('grant select, insert on recourse.%I to visavis_app', t);
  end loop;
end $$;
