select "q"."quarter", "q"."name", "q"."outline", "q"."tile", "q"."source", "q"."residents", "q"."sector", "s"."section", "s"."name" as "section_name"
from "city"."quarters" as "q"
left join "city"."sections" as "s" on "s"."city" = "q"."city" and "s"."quarter" = "q"."quarter"
where "q"."city" = $1
order by "q"."name", "s"."name"
