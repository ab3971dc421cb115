select "day", "unit", "quarter", "ground", "result", extract(hour
from issued_at at time zone 'Europe/Paris')::int as "hour", detail::jsonb ->> 'motive' as "motive", detail::jsonb ->> 'ageBand' as "age", detail::jsonb ->> 'sex' as "sex", array(select o ->> 'kind' || coalesce(' ' || (o ->> 'number'), '')
from jsonb_array_elements(detail::jsonb -> 'officers') as o) as "officers"
from "receipts"."receipts"
where "city" = $1 and "day" >= $2 and "day" < $3
order by "day", "quarter", "ground", "result"
