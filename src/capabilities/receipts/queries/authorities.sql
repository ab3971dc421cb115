select "key_id", "unit", "certificate", "registered_at"
from "receipts"."authorities"
where "city" = $1
order by "registered_at"
