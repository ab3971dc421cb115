-- The dark ground of the head of each page and of the front page; none: ours.
alter table city.cities add column ground text check (ground ~ '^#[0-9a-f]{6}$');
