select "t"."at", "a"."email", "t"."act", "t"."subject", "t"."outcome"
from "platform"."audit" as "t"
left join "platform"."accounts" as "a" on "a"."city" = "t"."city" and "a"."account" = "t"."account"
where "t"."city" = $1
order by "t"."id" desc
limit $2
