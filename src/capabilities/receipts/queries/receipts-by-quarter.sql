select "quarter", count(*) as "receipts"
from "receipts"."receipts"
where "city" = $1 and "day" >= $2
group by "quarter"
order by "quarter"
