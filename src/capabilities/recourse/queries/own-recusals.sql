select "case_id"
from "recourse"."recusals"
where "city" = $1 and "key" = $2
order by "case_id"
