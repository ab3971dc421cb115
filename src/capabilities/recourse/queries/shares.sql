select "case_id", "custodian", $1 as "holder", "file"
from "recourse"."shares"
where "city" = $2 and "case_id" in ($3) union all select "case_id", "custodian", "holder", "share" as "file"
from "recourse"."handed_shares"
where "city" = $4 and "case_id" in ($5)
