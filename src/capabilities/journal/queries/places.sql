select "e"."dedup", "e"."index", "e"."salt", "first"."size", "first"."published_at"
from "journal"."entries" as "e"
left join lateral (select "c"."size", "c"."published_at"
from "journal"."checkpoints" as "c"
where "c"."city" = "e"."city" and "c"."size" > "e"."index"
order by "c"."size"
limit $1) as "first" on true
where "e"."city" = $2 and e.dedup = any($3::bytea[])
