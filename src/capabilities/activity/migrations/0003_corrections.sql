-- Why a report that is published already is made again: its readers are told.
alter table activity.drafts add column why text check (length(why) between 1 and 1000);
