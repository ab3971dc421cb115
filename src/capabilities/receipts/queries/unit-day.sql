select "key_id", "seq", "issued_at", "ground", "quarter", "result", "delivery", "undelivered_reason", "card_problem", "standing", "late", "clock_off"
from "receipts"."receipts"
where "city" = $1 and "unit" = $2 and "day" = $3
order by "issued_at"
limit $4
