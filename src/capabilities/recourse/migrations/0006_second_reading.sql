-- An upload that is taken up again is young again.
grant update (begun_at) on recourse.uploads to visavis_app;
create index uploads_of_key on recourse.uploads (city, key);
-- The root, with the recovery key in hand, replaces a grant that opens nothing.
grant update (file) on recourse.grants to visavis_app;
