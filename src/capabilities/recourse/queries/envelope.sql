select "envelopes"."recipient", "envelopes"."file", "shares"."custodian", "shares"."file" as "share"
from "recourse"."envelopes" as "envelopes"
inner join "recourse"."shares" as "shares" on "shares"."city" = "envelopes"."city" and "shares"."case_id" = "envelopes"."case_id"
where "envelopes"."city" = $1 and "envelopes"."case_id" = $2
order by "shares"."custodian"
