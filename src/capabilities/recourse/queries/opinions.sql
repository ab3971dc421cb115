select "opinions"."number", "opinions"."document", "opinions"."published_at", "answers"."follows", "answers"."reasons", "answers"."answered_at"
from "recourse"."opinions" as "opinions"
left join "recourse"."opinion_answers" as "answers" on "answers"."city" = "opinions"."city" and "answers"."body" = "opinions"."body" and "answers"."number" = "opinions"."number"
where "opinions"."city" = $1 and "opinions"."body" = $2
order by "opinions"."number" desc, "answers"."answered_at"
