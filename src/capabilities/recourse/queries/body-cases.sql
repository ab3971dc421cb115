select "case_id", "filed_at", "state", "since", "last_word", "inquiry_from", "items", "digest", "erased_at"
from "recourse"."cases"
where "city" = $1 and "body" = $2
order by "filed_at" desc, "case_id"
