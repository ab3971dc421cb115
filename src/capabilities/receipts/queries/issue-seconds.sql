select percentile_cont(0.5) within group (order by greatest(0, extract(epoch
from issued_at) - (detail::jsonb ->> 'ended')::bigint)) as "seconds"
from "receipts"."receipts"
where "city" = $1 and "day" >= $2 and "day" < $3
