select "case_id", "state", "since"
from "recourse"."cases"
where "city" = $1 and "erased_at" is null and (("state" = $2 and "since" < $3) or ("state" = $4 and "since" < $5))
order by "since"
limit $6
