select "p"."report", "p"."version", "p"."draft", "p"."release", "p"."published_at", "p"."manifest_sha256", "o"."content", "c"."words"
from "activity"."publications" as "p"
inner join "activity"."draft_outcomes" as "o" on "o"."city" = "p"."city" and "o"."draft" = "p"."draft"
left join "activity"."comments" as "c" on "c"."city" = "p"."city" and "c"."draft" = "p"."draft"
where "p"."city" = $1
order by "p"."published_at" desc, "p"."report", "p"."version" desc
