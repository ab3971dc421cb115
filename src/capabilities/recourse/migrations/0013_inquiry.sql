-- When the time of an inquiry began, where it is not the filing: a review, or the filing and as long again as the case was suspended.
alter table recourse.cases add column inquiry_from timestamptz check (inquiry_from = date_trunc('hour', inquiry_from));
grant update (inquiry_from) on recourse.cases to visavis_app;
