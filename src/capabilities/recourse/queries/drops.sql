select "drop_id", "filed_at", "digest"
from "recourse"."drops"
where "city" = $1 and "body" = $2
order by "filed_at" desc, "drop_id"
