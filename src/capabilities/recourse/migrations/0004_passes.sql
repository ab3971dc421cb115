-- A custodian's share of an envelope, sealed to another custodian, with the reason, sealed to the case: its citizen reads who, when and why.
create table recourse.passes (
  city char(5) not null,
  case_id text not null,
  custodian integer not null check (custodian between 0 and 2),
  passed_to integer not null check (passed_to between 0 and 2 and passed_to <> custodian),
  epoch integer not null,
  share bytea not null check (length(share) <= 8192),
  reason bytea not null check (length(reason) <= 65536),
  passed_at timestamptz not null check (passed_at = date_trunc('hour', passed_at)),
  primary key (city, case_id, custodian, passed_to),
  foreign key (city, case_id) references recourse.envelopes (city, case_id),
  foreign key (city, case_id, epoch) references recourse.epochs (city, case_id, number)
);
alter table recourse.passes enable row level security;
create policy own_city on recourse.passes using (city = current_setting('visavis.city', true)) with check (city = current_setting('visavis.city', true));
grant select, insert on recourse.passes to visavis_app;
