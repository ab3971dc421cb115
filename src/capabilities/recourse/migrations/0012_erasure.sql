-- What opens a case lies under a key of its own, kept apart from backups: with the key goes every copy of the case, wherever it lies.
create table recourse.shred_keys (
  city char(5) not null,
  case_id text not null check (case_id ~ '^[0-9a-f]{32}$'),
  key bytea not null check (length(key) = 32),
  primary key (city, case_id)
);
comment on table recourse.shred_keys is 'backup: apart';
alter table recourse.shred_keys enable row level security;
create policy own_city on recourse.shred_keys using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert, delete on recourse.shred_keys to visavis_app;

-- `under_key`: false for cases from before, whose grants and shares are as they were sent.
alter table recourse.cases add column under_key boolean not null default false;
alter table recourse.cases add column erased_at timestamptz check (erased_at = date_trunc('hour', erased_at));
grant update (erased_at) on recourse.cases to visavis_app;
create index cases_to_erase on recourse.cases (city, state, since) where erased_at is null;

-- Cases have their time, and not a day less: whoever holds the program's own database role can erase no younger one.
create function recourse.is_over(of_city char(5), of_case text) returns boolean stable language sql as $$
  select exists (select from recourse.cases c where c.city = of_city and c.case_id = of_case
    and ((c.state = 'retiree' and c.since < now() - interval '12 months') or (c.state = 'close' and c.since < now() - interval '72 months')))
$$;
grant delete on recourse.items, recourse.epochs, recourse.envelopes, recourse.shares, recourse.passes, recourse.recusals,
  recourse.letters, recourse.drops to visavis_app;
do $$
declare t text;
begin
  foreach t in array array['shred_keys', 'items', 'epochs', 'envelopes', 'shares', 'passes', 'recusals'] loop
    execute format('create policy kept_their_time on recourse.%I as restrictive for delete using (recourse.is_over(city, case_id))', t);
  end loop;
end $$;
create policy kept_their_time on recourse.uploads as restrictive for delete using (case_id is null or recourse.is_over(city, case_id));
create policy kept_their_time on recourse.letters as restrictive for delete using (added_at < now() - interval '72 months');
create policy kept_their_time on recourse.drops as restrictive for delete using (filed_at < now() - interval '72 months');
