select "number", "document", "published_at"
from "recourse"."rosters"
where "city" = $1 and "body" = $2
order by "number"
