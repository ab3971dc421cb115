select "definition", "written_at"
from "activity"."definitions"
where "city" = $1 and "act" = $2 and "kind" = $3
order by "written_at" desc, "id" desc
