select "seq", "writer", "file", "added_at"
from "recourse"."letters"
where "city" = $1 and "body" = $2 and "exchange" = $3
order by "seq"
