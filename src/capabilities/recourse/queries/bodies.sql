select "bodies"."body", "bodies"."kind", "bodies"."profile", "bodies"."founding_hash", "bodies"."declared_at", "roots"."root"
from "recourse"."bodies" as "bodies"
left join "recourse"."roots" as "roots" on "roots"."city" = "bodies"."city" and "roots"."body" = "bodies"."body"
where "bodies"."city" = $1
order by "bodies"."declared_at", "bodies"."body"
