select distinct on ("exchange") "exchange", "seq", "writer", "added_at"
from "recourse"."letters"
where "city" = $1 and "body" = $2
order by "exchange", "seq" desc
