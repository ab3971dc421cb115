select "key", "content", "joined_at"
from "recourse"."joinings"
where "city" = $1 and "body" = $2
order by "joined_at", "key"
