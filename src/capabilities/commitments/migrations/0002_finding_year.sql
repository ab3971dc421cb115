-- Of a yearly commitment, the year that a finding is about: what was done in December may be recorded in January. Null: that of its day.
alter table commitments.findings add column year integer check (year between 2020 and 2100);
