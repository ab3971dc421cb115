select "r"."key_id", "r"."seq", "r"."card"
from "receipts"."receipts" as "r"
where "r"."city" = $1 and "r"."day" < $2 and not exists (select "c"."id"
from "receipts"."claims" as "c"
where "c"."city" = "r"."city" and "c"."key_id" = "r"."key_id" and "c"."seq" = "r"."seq" and "c"."kind" = $3 and "c"."claimed_at" >= $4)
order by "r"."day"
limit $5
