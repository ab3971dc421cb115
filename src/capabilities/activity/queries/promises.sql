select distinct on ("kind", "act") "kind", "act", "since", "days"
from "activity"."promises"
where "city" = $1
order by "kind", "act", "promised_at" desc
