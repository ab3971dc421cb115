select "case_id", "holder", "key"
from "recourse"."recusals"
where "city" = $1 and "case_id" in ($2)
