select "device", "unit", "certificate"
from "receipts"."certificates"
where "city" = $1 and "key_id" = $2
