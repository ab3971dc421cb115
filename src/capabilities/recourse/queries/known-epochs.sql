select "cases"."case_id", "epochs"."number", "cases"."under_key", "shreds"."key" as "shred_key"
from "recourse"."cases" as "cases"
inner join "recourse"."epochs" as "epochs" on "epochs"."city" = "cases"."city" and "epochs"."case_id" = "cases"."case_id"
left join "recourse"."shred_keys" as "shreds" on "shreds"."city" = "cases"."city" and "shreds"."case_id" = "cases"."case_id"
where "cases"."city" = $1 and "cases"."body" = $2 and cases.case_id = any($3::text[])
