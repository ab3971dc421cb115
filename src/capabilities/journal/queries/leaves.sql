select "leaf"
from "journal"."entries"
where "city" = $1 and "index" >= $2 and "index" < $3
order by "index"
