select "seq", "epoch", "file", "writer", "state", "word", "added_at"
from "recourse"."items"
where "city" = $1 and "case_id" = $2
order by "seq"
