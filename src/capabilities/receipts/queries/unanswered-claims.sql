select "c"."id", "c"."kind", "c"."claimed_at", "c"."key_id", "c"."seq", "r"."quarter", "r"."issued_at"
from "receipts"."claims" as "c"
inner join "receipts"."receipts" as "r" on "r"."city" = "c"."city" and "r"."key_id" = "c"."key_id" and "r"."seq" = "c"."seq"
where "c"."city" = $1 and "r"."unit" = $2 and "c"."kind" in ($3, $4) and not exists (select "a"."id"
from "receipts"."annotations" as "a"
where "a"."city" = "c"."city" and "a"."key_id" = "c"."key_id" and "a"."seq" = "c"."seq" and "a"."written_at" >= "c"."claimed_at")
order by "c"."id"
limit $5
