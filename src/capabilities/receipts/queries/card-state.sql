select "c"."unit", "c"."holder_hash", "r"."seq"
from "receipts"."cards" as "c"
left join "receipts"."receipts" as "r" on "r"."city" = "c"."city" and "r"."card" = "c"."card"
where "c"."city" = $1 and "c"."card" = $2
