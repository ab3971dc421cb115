select "reference", "service", "day", "hour", "quarter", "asked", "happened", "account", "declared_at"
from "receipts"."declarations"
where "city" = $1 and "day" >= $2
order by "declared_at" desc
limit $3
