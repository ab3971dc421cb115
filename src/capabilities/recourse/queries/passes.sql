select "custodian", "passed_to", "epoch", "share", "reason", "passed_at"
from "recourse"."passes"
where "city" = $1 and "case_id" = $2
order by "passed_at", "custodian", "passed_to"
