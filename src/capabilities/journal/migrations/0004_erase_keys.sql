-- The key under which an act is entered once is made of what the act is: of a receipt, a phone and a number, which can be guessed. It goes with the salt.
grant update (dedup) on journal.queue to visavis_app;
grant update (dedup) on journal.entries to visavis_app;

update journal.entries set dedup = sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
where salt is null and position(' salted:'::bytea in leaf) > 0;
