select "epoch", "file"
from "recourse"."grants"
where "city" = $1 and "case_id" = $2 and "holder" = $3
order by "epoch"
