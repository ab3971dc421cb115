-- Members who stay out of a case, as each said of themself. From then on the host gives them nothing of it.
create table recourse.recusals (
  city char(5) not null,
  case_id text not null,
  holder text not null,
  key text not null check (key ~ '^[0-9a-f]{64}$'),
  primary key (city, case_id, key),
  foreign key (city, case_id) references recourse.cases (city, case_id)
);
create index recusals_by_key on recourse.recusals (city, key);
alter table recourse.recusals enable row level security;
create policy own_city on recourse.recusals using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert on recourse.recusals to visavis_app;
