select "cases"."case_id", "cases"."citizen_key", "cases"."locator_hash", "cases"."citizen_recipient", "epochs"."number", "epochs"."document", "grants"."file", "cases"."under_key", "shreds"."key" as "shred_key"
from "recourse"."cases" as "cases"
inner join "recourse"."epochs" as "epochs" on "epochs"."city" = "cases"."city" and "epochs"."case_id" = "cases"."case_id"
inner join "recourse"."grants" as "grants" on "grants"."city" = "epochs"."city" and "grants"."case_id" = "epochs"."case_id" and "grants"."epoch" = "epochs"."number" and "grants"."holder" = $1
left join "recourse"."shred_keys" as "shreds" on "shreds"."city" = "cases"."city" and "shreds"."case_id" = "cases"."case_id"
where "cases"."city" = $2 and "cases"."body" = $3
order by "cases"."case_id", "epochs"."number"
