select "news"."body", "news"."email", "news"."language", "news"."told_until"
from "recourse"."news" as "news"
where "news"."city" = $1 and "news"."confirmed_at" is not null and exists (select "cases"."case_id"
from "recourse"."cases" as "cases"
where "cases"."city" = "news"."city" and "cases"."body" = "news"."body" and "cases"."last_word" >= "news"."told_until" and "cases"."last_word" < $2)
order by "news"."body", "news"."email"
