select "unit", "undelivered_reason", count(*) as "receipts"
from "receipts"."receipts"
where "city" = $1 and "day" >= $2 and "undelivered_reason" is not null
group by "unit", "undelivered_reason"
order by "unit", "receipts" desc
