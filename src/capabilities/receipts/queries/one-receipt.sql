select "detail", "received_at", "standing", "late", "clock_off", "day"
from "receipts"."receipts"
where "city" = $1 and "unit" = $2 and "key_id" = $3 and "seq" = $4
