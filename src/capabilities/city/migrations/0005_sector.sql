-- The larger part of the city in which a quarter lies, where the city says it: tables that are too fine by quarter are told by sector.
alter table city.quarters add column sector text constraint quarters_sector_check check (length(sector) between 1 and 120);
