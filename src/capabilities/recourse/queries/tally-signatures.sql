select "key", "document", "signature", "signed_at"
from "recourse"."tally_signatures"
where "city" = $1 and "body" = $2 and "quarter" = $3
order by "signed_at"
