select percentile_cont(0.5) within group (order by (detail::jsonb ->> 'ended')::bigint - (detail::jsonb ->> 'started')::bigint) as "seconds"
from "receipts"."receipts"
where "city" = $1 and "day" >= $2 and "day" < $3
