select "key", "signature", "signed_at"
from "recourse"."form_signatures"
where "city" = $1 and "body" = $2 and "sha256" = $3
order by "signed_at"
