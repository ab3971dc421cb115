select "cases"."case_id", "cases"."citizen_key", "cases"."locator_hash", "cases"."citizen_recipient", "epochs"."document", "cases"."under_key", "shreds"."key" as "shred_key"
from "recourse"."cases" as "cases"
inner join "recourse"."envelopes" as "envelopes" on "envelopes"."city" = "cases"."city" and "envelopes"."case_id" = "cases"."case_id"
inner join "recourse"."epochs" as "epochs" on "epochs"."city" = "cases"."city" and "epochs"."case_id" = "cases"."case_id" and "epochs"."number" = $1
left join "recourse"."shred_keys" as "shreds" on "shreds"."city" = "cases"."city" and "shreds"."case_id" = "cases"."case_id"
where "cases"."city" = $2 and "cases"."body" = $3 and "cases"."case_id" > $4
order by "cases"."case_id"
limit $5
