select "cases"."case_id", "epochs"."number"
from "recourse"."cases" as "cases"
inner join "recourse"."epochs" as "epochs" on "epochs"."city" = "cases"."city" and "epochs"."case_id" = "cases"."case_id"
where "cases"."city" = $1 and "cases"."body" = $2 and "cases"."case_id" > $3 and (select count(*) as "given"
from "recourse"."grants" as "grants"
where "grants"."city" = "epochs"."city" and "grants"."case_id" = "epochs"."case_id" and "grants"."epoch" = "epochs"."number" and grants.holder = any($4::text[])) < $5
order by "cases"."case_id", "epochs"."number"
limit $6
