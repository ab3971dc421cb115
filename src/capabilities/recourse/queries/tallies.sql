select "quarter", "document", "published_at"
from "recourse"."tallies"
where "city" = $1 and "body" = $2
order by "quarter" desc
