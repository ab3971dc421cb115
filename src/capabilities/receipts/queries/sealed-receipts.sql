select "r"."key_id", "r"."seq", "r"."payload", "r"."signature", "r"."holder_hash", "r"."holder_tag", "r"."detail", "r"."detail_signature", "r"."received_at", "r"."standing", "r"."late", "r"."clock_off", "r"."card_problem", "r"."day", "c"."certificate", "c"."unit"
from "receipts"."receipts" as "r"
inner join "receipts"."certificates" as "c" on "c"."city" = "r"."city" and "c"."key_id" = "r"."key_id"
where "r"."city" = $1 and "r"."day" = $2
order by "r"."holder_tag"
