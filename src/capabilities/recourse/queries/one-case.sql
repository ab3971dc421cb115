select "case_id", "body", "citizen_key", "locator_hash", "citizen_recipient", "digest", "filed_at", "state", "since", "last_word", "items"
from "recourse"."cases"
where "city" = $1 and "case_id" = $2
