select "law", "read_on", "verdict", "note"
from "rights"."readings"
where "city" = $1
order by "read_at" desc, "law"
