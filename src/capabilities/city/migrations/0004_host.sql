-- Who hosts the site: name, address, telephone, for the legal notice. Empty: not named yet, and said so.
alter table city.cities add column hosted_by text not null default '';
