select "cases"."case_id", "epochs"."number"
from "recourse"."cases" as "cases"
inner join "recourse"."epochs" as "epochs" on "epochs"."city" = "cases"."city" and "epochs"."case_id" = "cases"."case_id"
where "cases"."city" = $1 and "cases"."body" = $2 and "cases"."case_id" > $3 and exists (select "seats"."holder"
from unnest($4::text[]) as seats (holder)
where not exists (select "grants"."holder"
from "recourse"."grants" as "grants"
where "grants"."city" = "epochs"."city" and "grants"."case_id" = "epochs"."case_id" and "grants"."epoch" = "epochs"."number" and "grants"."holder" = "seats"."holder") and not exists (select "recusals"."holder"
from "recourse"."recusals" as "recusals"
where "recusals"."city" = "epochs"."city" and "recusals"."case_id" = "epochs"."case_id" and "recusals"."holder" = "seats"."holder"))
order by "cases"."case_id", "epochs"."number"
limit $5
