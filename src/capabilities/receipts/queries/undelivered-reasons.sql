select "undelivered_reason", count(*) as "receipts"
from "receipts"."receipts"
where "city" = $1 and "unit" = $2 and "day" >= $3 and "undelivered_reason" is not null
group by "undelivered_reason"
order by "undelivered_reason"
