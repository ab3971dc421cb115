select "custodian", "passed_to", "from_key", "to_key", "epoch", "share", "reason", "passed_at"
from "recourse"."passes"
where "city" = $1 and "case_id" = $2
order by "passed_at", "custodian", "passed_to"
