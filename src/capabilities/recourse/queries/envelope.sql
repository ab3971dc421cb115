select "recipient", "file"
from "recourse"."envelopes"
where "city" = $1 and "case_id" = $2
