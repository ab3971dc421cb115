-- Who lives there, where the city says it: no quarter of fewer than 2,000 residents is shown alone in a published table.
alter table city.quarters add column residents integer constraint quarters_residents_check check (residents >= 0);
