select "cases"."case_id", "epochs"."number"
from "recourse"."cases" as "cases"
inner join "recourse"."epochs" as "epochs" on "epochs"."city" = "cases"."city" and "epochs"."case_id" = "cases"."case_id"
where "cases"."city" = $1 and "cases"."body" = $2 and "cases"."case_id" > $3 and exists (select "seats"."holder"
from unnest($4::text[]) as seats (holder)
where "seats"."holder" not in (select "given"."holder"
from "recourse"."grants" as "given"
where "given"."city" = "epochs"."city" and "given"."case_id" = "epochs"."case_id" and "given"."epoch" = "epochs"."number" union all select "out"."holder"
from "recourse"."recusals" as "out"
where "out"."city" = "epochs"."city" and "out"."case_id" = "epochs"."case_id"))
order by "cases"."case_id", "epochs"."number"
limit $5
