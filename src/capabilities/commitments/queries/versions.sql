select "v"."commitment", "v"."version", "v"."content", "v"."reason", "p"."published_at"
from "commitments"."versions" as "v"
left join "commitments"."publications" as "p" on "p"."city" = "v"."city" and "p"."commitment" = "v"."commitment" and "p"."version" = "v"."version"
where "v"."city" = $1
order by "v"."commitment", "v"."version"
