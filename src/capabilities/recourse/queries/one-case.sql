select "cases"."case_id", "body", "citizen_key", "locator_hash", "citizen_recipient", "digest", "filed_at", "state", "since", "last_word", "inquiry_from", "items", "under_key", "erased_at", "shreds"."key" as "shred_key"
from "recourse"."cases" as "cases"
left join "recourse"."shred_keys" as "shreds" on "shreds"."city" = "cases"."city" and "shreds"."case_id" = "cases"."case_id"
where "cases"."city" = $1 and "cases"."case_id" = $2
