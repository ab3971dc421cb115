select (greatest(published_at, $1::timestamptz - interval '1 hour') at time zone 'Europe/Paris')::date as "day", max("size") as "size"
from "journal"."checkpoints"
where "city" = $2
group by "day"
order by "day"
