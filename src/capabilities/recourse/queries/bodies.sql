select coalesce("newest"."profile", "bodies"."profile") as "profile", "bodies"."body", "bodies"."kind", "bodies"."founding_hash", "bodies"."declared_at", "roots"."root"
from "recourse"."bodies" as "bodies"
left join "recourse"."roots" as "roots" on "roots"."city" = "bodies"."city" and "roots"."body" = "bodies"."body"
left join lateral (select "profiles"."profile"
from "recourse"."profiles" as "profiles"
where "profiles"."city" = "bodies"."city" and "profiles"."body" = "bodies"."body"
order by "profiles"."id" desc
limit $1) as "newest" on true
where "bodies"."city" = $2
order by "bodies"."declared_at", "bodies"."body"
