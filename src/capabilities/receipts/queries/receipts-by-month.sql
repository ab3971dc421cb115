select "unit", to_char(day, 'YYYY-MM') as "month", count(*) as "receipts", count(*) filter (where delivery = 'not_delivered') as "undelivered", count(*) filter (where late) as "late", count(*) filter (where get_byte(payload, 27) & 64 = 64) as "explained"
from "receipts"."receipts"
where "city" = $1 and "day" >= $2
group by "unit", "month"
order by "unit", "month"
