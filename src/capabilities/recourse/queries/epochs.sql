select "number", "document"
from "recourse"."epochs"
where "city" = $1 and "case_id" = $2
order by "number"
