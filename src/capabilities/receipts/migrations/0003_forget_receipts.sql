-- Receipts have their time, and not a day less: whoever holds the program's own database role can erase no younger one.
grant delete on receipts.receipts, receipts.claims, receipts.annotations, receipts.equivocations, receipts.cards to visavis_app;

create policy kept_twelve_months on receipts.receipts as restrictive for delete
  using (day < (now() at time zone 'Europe/Paris')::date - interval '12 months');
create policy kept_with_receipt on receipts.claims as restrictive for delete
  using (exists (select from receipts.receipts r where r.city = claims.city and r.key_id = claims.key_id and r.seq = claims.seq
    and r.day < (now() at time zone 'Europe/Paris')::date - interval '12 months'));
create policy kept_with_receipt on receipts.annotations as restrictive for delete
  using (exists (select from receipts.receipts r where r.city = annotations.city and r.key_id = annotations.key_id and r.seq = annotations.seq
    and r.day < (now() at time zone 'Europe/Paris')::date - interval '12 months'));
create policy kept_with_receipt on receipts.cards as restrictive for delete
  using (exists (select from receipts.receipts r where r.city = cards.city and r.card = cards.card
    and r.day < (now() at time zone 'Europe/Paris')::date - interval '12 months'));
create policy kept_three_years on receipts.equivocations as restrictive for delete
  using (received_at < now() - interval '3 years');

create index annotations_by_receipt on receipts.annotations (city, key_id, seq);
