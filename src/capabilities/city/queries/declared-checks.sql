select "l"."unit", to_char(l.day, 'YYYY-MM') as "month", count(*) as "days", sum("l"."checks") as "checks"
from (select distinct on ("unit", "day") "unit", "day", "checks"
from "city"."declared_checks"
where "city" = $1 and "day" >= $2
order by "unit", "day", "revision" desc) as "l"
group by "l"."unit", "month"
order by "l"."unit", "month"
