select "size", "root", "note", "published_at"
from "journal"."checkpoints"
where "city" = $1
order by "size" desc
limit $2
