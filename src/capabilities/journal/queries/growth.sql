select (published_at at time zone 'Europe/Paris')::date as "day", max("size") as "size", min("size") as "first"
from "journal"."checkpoints"
where "city" = $1 and "published_at" >= $2
group by "day"
order by "day"
