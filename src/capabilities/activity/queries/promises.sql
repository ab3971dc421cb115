select "kind", "act", "since", "days", "promised_at"
from "activity"."promises"
where "city" = $1
order by "kind", "act", "promised_at"
