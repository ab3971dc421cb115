select "c"."card", "c"."holder_hash"
from "receipts"."cards" as "c"
left join "receipts"."receipts" as "r" on "r"."city" = "c"."city" and "r"."card" = "c"."card"
where "c"."city" = $1 and "c"."unit" = $2 and "r"."seq" is null
order by "c"."printed_at" desc, "c"."card"
limit $3
