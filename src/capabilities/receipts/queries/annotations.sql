select "key_id", "seq", "field", "note", "written_at"
from "receipts"."annotations"
where "city" = $1 and "key_id" in ($2)
order by "id"
