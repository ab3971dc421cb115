select "file", "filed_at"
from "recourse"."drops"
where "city" = $1 and "body" = $2 and "drop_id" = $3
