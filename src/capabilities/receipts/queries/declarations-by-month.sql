select to_char(day, 'YYYY-MM') as "month", count(*) as "declarations"
from "receipts"."declarations"
where "city" = $1 and "day" >= $2
group by "month"
order by "month"
