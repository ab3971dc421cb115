-- Who asked for news may ask for alerts too: one mail on a day when dates have passed. Each date once for each address.
alter table recourse.news add column late boolean not null default false;
grant update (late) on recourse.news to visavis_app;

create table recourse.alerts (
  city char(5) not null,
  body text not null,
  email text not null,
  case_id text not null,
  clock text not null check (clock in ('preservation', 'first-contact', 'update', 'inquiry', 'answer', 'review')),
  due timestamptz not null,
  primary key (city, body, email, case_id, clock, due),
  foreign key (city, body, email) references recourse.news (city, body, email) on delete cascade
);
alter table recourse.alerts enable row level security;
create policy own_city on recourse.alerts using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert, delete on recourse.alerts to visavis_app;
