-- An act whose time is over before it is sequenced enters without its salt.
grant update (salt) on journal.queue to visavis_app;
